// What the stories of the canvas share: automations made by the API, and what a person sees of a canvas.
import type { Locator, Page } from '@playwright/test'
import { api } from './api.ts'
import { expect, type Hookline } from './hookline.ts'

type Graph = { nodes: object[]; edges: object[] }

export const bucketOf = ({ url }: Hookline, secret: string) => `${url}/echo-send/${secret}/`

/** When a level is completed, and it is at least 5, call an address. */
export function levelGraph(url: string): Graph {
  const condition = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
  return {
    nodes: [
      { id: 'when', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType: 'level_completed', reentry: 'every' } },
      { id: 'level', type: 'condition', position: { x: 320, y: 0 }, config: { condition } },
      { id: 'crm', type: 'webhook', name: 'Tell the CRM', position: { x: 640, y: 0 }, config: callOf(url) },
    ],
    edges: [
      { from: 'when', to: 'level' },
      { from: 'level', to: 'crm', branch: 'yes' },
    ],
  }
}

export const callOf = (url: string, headers: object[] = []) => ({
  request: { method: 'POST', urls: [url], contentType: 'application/json', headers, body: null },
  policy: {},
})

/** Opens a journey of its own with this graph. */
export async function openJourney(page: Page, hookline: Hookline, { name, graph }: { name: string; graph: Graph }): Promise<void> {
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/automations', { name, kind: 'journey', draft: graph })
  await page.goto(`/automations/${id}`)
  await expect(page.getByRole('heading', { name })).toBeVisible()
}

/** Begins a journey by mouse, which starts when a level is completed, and opens the choice of its first block. */
export async function drawTrigger(page: Page): Promise<void> {
  await page.goto('/automations/new')
  await page.getByRole('button', { name: /^New journey/ }).click()
  await block(page, 'When').click()
  await page.getByRole('textbox', { name: 'Event type' }).click()
  await page.getByRole('option', { name: /Level completed/ }).click()
  await block(page, 'When').getByRole('button', { name: 'Add a block here' }).click()
}

/** A block by the beginning of its sentence, such as "WebHook: POST". */
export const block = (page: Page, sentence: string): Locator => page.locator(`.react-flow__node[aria-label^="${sentence}"]`)

/** All that is drawn: blocks and notes with what they say and where they stand, and the ways between them. */
export async function drawn(page: Page): Promise<string[]> {
  const nodes = await page.locator('.react-flow__node').evaluateAll((elements) =>
    elements.map((element) => {
      const label = element.getAttribute('aria-label')?.replace(/, \d+ problems?/, '')
      return `${label} at ${element instanceof HTMLElement && element.style.transform}`
    }),
  )
  const ways = await page
    .locator('.react-flow__edge')
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label')))
  return [...nodes, ...ways.map(String)].sort()
}

/** Clicks where nothing is drawn, so that keys mean the canvas. */
export async function clickBareCanvas(page: Page): Promise<void> {
  const box = await boxOf(page.locator('.react-flow__pane'))
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * 0.85)
}

/** The view no longer moves. */
export async function untilStill(page: Page): Promise<void> {
  let before: string | null = null
  const isStill = async () => {
    const now = await page.locator('.react-flow__viewport').getAttribute('style')
    const isSame = now === before
    before = now
    return isSame
  }
  await expect.poll(isStill, { intervals: [100] }).toBe(true)
}

export async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox()
  if (!box) throw new Error('it is not drawn')
  return box
}

/** Drags by the mouse from the middle of an element. */
export async function drag(page: Page, from: Locator, by: { x: number; y: number }): Promise<void> {
  const box = await boxOf(from)
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  await page.mouse.move(start.x + by.x / 2, start.y + by.y / 2, { steps: 4 })
  await page.mouse.move(start.x + by.x, start.y + by.y, { steps: 4 })
  await page.mouse.up()
}

/** Presses Tab until the focus is there; it must be seen on every element on the way. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  throw new Error('Tab does not lead there')
}
