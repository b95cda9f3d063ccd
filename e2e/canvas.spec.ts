import type { Page } from '@playwright/test'
import { sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { block, boxOf, bucketOf, callOf, clickBareCanvas, drag, drawTrigger, levelGraph, openJourney, untilStill } from './canvas.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

/** Drags a block of the palette into the middle of the way between two blocks that stand side by side. */
async function spliceBetween(page: Page, title: string, [from, to]: readonly [string, string]): Promise<void> {
  const left = await boxOf(block(page, from))
  const right = await boxOf(block(page, to))
  const item = page.getByRole('navigation', { name: 'Blocks' }).getByRole('button', { name: new RegExp(`^${title}:`) })
  const start = await boxOf(item)
  const aim = { x: (left.x + left.width + right.x) / 2 - 14, y: (left.y + left.height / 2 + right.y + right.height / 2) / 2 }
  await drag(page, item, { x: aim.x - start.x - start.width / 2, y: aim.y - start.y - start.height / 2 })
}

test('a person builds a journey by mouse, publishes it, and sees its numbers and its call', async ({ page, hookline, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await drawTrigger(page)
  await page.getByRole('option', { name: /^WebHook/ }).click()
  await page.getByRole('textbox', { name: 'URL', exact: true }).click()
  await page.keyboard.insertText(bucketOf(hookline, 'canvas-mouse-0123456789'))
  await page.getByRole('button', { name: 'Show everything (F)' }).click()
  await untilStill(page)

  await spliceBetween(page, 'If', ['When', 'WebHook'])
  await expect(page.locator('[aria-label="Way from If by yes to WebHook"]')).toBeAttached()
  await expect(page.locator('[aria-label="Way from When to If"]')).toBeAttached()
  await expect(page.locator('.react-flow__edge')).toHaveCount(2)
  await block(page, 'If').click()
  await expect(page.getByText('Fields: click one to compare it')).toBeVisible()
  await expect(page.getByRole('treeitem', { name: /User state/ })).toContainText('Nothing is known of this user yet')
  await page.getByRole('tree', { name: 'Fields' }).getByText('level', { exact: true }).click()
  await page.getByRole('textbox', { name: 'Value of condition 1' }).fill('5')
  await page.getByRole('button', { name: 'Tidy up (Shift+T)' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Version 1 is live')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Level completed → 127.0.0.1')

  await sendEvents(hookline, { type: 'level_completed', userId: 'mouse-anna', data: { level: 5 } })
  await expect(block(page, 'When')).toContainText('1 in', { timeout: 40_000 })
  await expect(block(page, 'WebHook')).toContainText('1 in')
  await page.goto('/deliveries')
  await expect(page.getByRole('row', { name: /mouse-anna/ })).toContainText('Succeeded')
  expect(unseen).toEqual(nothingUnseen)
})

test('a person copies blocks into another automation, without their secrets', async ({ page, context, hookline }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, hookline)
  const { nodes, edges } = levelGraph('https://crm.example.com/')
  const headers = [{ name: 'X-Key', value: 'stored-1234', secret: true }]
  const call = { ...nodes[2], config: callOf('https://crm.example.com/', headers) }
  await openJourney(page, hookline, { name: 'Where from', graph: { nodes: [...nodes.slice(0, 2), call], edges } })
  await block(page, 'Tell the CRM').click()
  await page.getByRole('button', { name: 'Replace the value of X-Key' }).click()
  await page.getByRole('textbox', { name: 'New value of X-Key' }).fill('typed-5678')
  await block(page, 'Tell the CRM').click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('ControlOrMeta+c')
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText())
  await expect.poll(clipboard).toContain('crm.example.com')
  expect(await clipboard()).not.toMatch(/stored-1234|typed-5678/)

  const other = await context.newPage()
  await openJourney(other, hookline, { name: 'Where to', graph: { nodes: nodes.slice(0, 1), edges: [] } })
  await block(other, 'When').click()
  await other.keyboard.press('ControlOrMeta+v')
  await expect(block(other, 'If: level is at least 5')).toBeVisible()
  await expect(block(other, 'When')).toHaveCount(1)
  await expect(other.locator('[aria-label="Way from If by yes to Tell the CRM"]')).toBeAttached()
  await expect(other.getByText('Saved', { exact: true })).toBeVisible()
  await other.reload()
  await expect(block(other, 'Tell the CRM: POST crm.example.com')).toBeVisible()
})

test('a person reads why Publish is off, and is led to the block', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'With a problem', graph: levelGraph('') })
  const publish = page.getByRole('button', { name: 'Publish', exact: true })
  await expect(publish).toHaveAttribute('aria-disabled', 'true')
  const why = page.getByRole('tooltip', { name: /in the way: see Problems below/ })
  await publish.hover()
  await expect(why).toBeVisible()
  await page.mouse.move(0, 0)
  await expect(why).toBeHidden()
  await publish.focus()
  await expect(why).toBeVisible()
  // Out of sight: the view is led back to the block.
  await page.mouse.move(600, 700)
  await page.mouse.wheel(0, 2000)
  await expect(block(page, 'Tell the CRM')).not.toBeInViewport()
  await page.getByRole('button', { name: /^Problems \d/ }).click()
  await page
    .getByRole('list', { name: 'Problems' })
    .getByRole('button', { name: /Error, Tell the CRM/ })
    .first()
    .click()
  await expect(block(page, 'Tell the CRM')).toBeInViewport({ ratio: 1 })
  await expect(page.getByRole('complementary', { name: 'Tell the CRM' })).toBeVisible()
  await page.getByRole('textbox', { name: 'URL', exact: true }).click()
  await page.keyboard.insertText('https://crm.example.com/')
  await expect(publish).toHaveAttribute('aria-disabled', 'false')
})

async function expectInSight(page: Page, sentences: readonly string[]): Promise<void> {
  const inside = async () => {
    const canvas = await boxOf(page.locator('.react-flow'))
    const palette = await boxOf(page.getByRole('navigation', { name: 'Blocks' }))
    const tools = await boxOf(page.getByRole('toolbar', { name: 'Canvas' }))
    const boxes = await Promise.all(sentences.map((sentence) => boxOf(block(page, sentence))))
    return boxes.filter(
      ({ x, y, width, height }) =>
        x >= palette.x + palette.width && y >= canvas.y && x + width <= canvas.x + canvas.width && y + height <= tools.y,
    ).length
  }
  await expect.poll(inside, 'blocks wholly in sight').toBe(sentences.length)
}

test('a person tries a journey: its way lights up, and each block says why', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'To try', graph: levelGraph('https://crm.example.com/') })
  await expectInSight(page, ['When', 'If', 'Tell the CRM'])
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('Matched: 1 call would be made')).toBeVisible()
  await expect(page.locator('[data-trace="passed"]')).toHaveCount(3)
  await expect(page.locator('.react-flow__edge [data-state="lit"]')).toHaveCount(2)
  await expect(block(page, 'If')).toContainText('level is 5')
  await expectInSight(page, ['When', 'If', 'Tell the CRM'])
  await expect(page.getByRole('button', { name: 'Send to echo' })).toBeInViewport({ ratio: 1 })

  await page.getByText('Own values', { exact: true }).click()
  await page.getByRole('group', { name: 'Event data' }).getByRole('textbox', { name: 'level', exact: true }).fill('2')
  await expect(page.getByText(/^Calls nothing: .*level is 2/)).toBeVisible()
  await expect(block(page, 'If').locator('[data-trace="passed"]')).toBeVisible()
  await expect(block(page, 'Tell the CRM').locator('[data-trace="rest"]')).toBeVisible()
  await expect(page.locator('.react-flow__edge [data-state="lit"]')).toHaveCount(1)
  await page.getByRole('button', { name: 'Close the test' }).click()
  await expect(page.locator('[data-trace]')).toHaveCount(0)
})

test('a person who tries a draft without a URL is led to the block that lacks it', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'Cannot be tried', graph: levelGraph('') })
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  const panel = page.getByRole('region', { name: 'Test' })
  await expect(panel.getByText('Cannot be tried yet')).toBeVisible()
  await expectInSight(page, ['When', 'If', 'Tell the CRM'])
  await panel.getByRole('button', { name: /^Tell the CRM: .*URL/ }).click()
  await expect(page.getByRole('complementary', { name: 'Tell the CRM' })).toBeVisible()
})

test('a person goes on with the copy that they pasted, and Tab from the bare canvas selects', async ({ page, context, hookline }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'To copy', graph: levelGraph('https://crm.example.com/') })
  await block(page, 'Tell the CRM').click()
  const focused = page.locator('.react-flow__node:focus')
  for (const keys of ['ControlOrMeta+c ControlOrMeta+v', 'ControlOrMeta+d']) {
    for (const key of keys.split(' ')) await page.keyboard.press(key)
    await expect(focused.locator('[data-open]')).toBeVisible()
    await expect(focused).not.toHaveAttribute('data-id', 'crm')
    await expect(focused).toHaveClass(/selected/)
  }
  await clickBareCanvas(page)
  await page.keyboard.press('Tab')
  await expect(focused).toHaveAttribute('data-id', 'when')
  await expect(focused).toHaveClass(/selected/)
})

test('the first block stands where a person drops it', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'Empty', graph: { nodes: [], edges: [] } })
  const item = page.getByRole('navigation', { name: 'Blocks' }).getByRole('button', { name: /^When:/ })
  const from = await boxOf(item)
  await drag(page, item, { x: 300, y: 260 })
  await untilStill(page)
  const at = await boxOf(block(page, 'When'))
  expect(Math.abs(at.x + at.width / 2 - (from.x + from.width / 2 + 300))).toBeLessThan(40)
  expect(Math.abs(at.y + at.height / 2 - (from.y + from.height / 2 + 260))).toBeLessThan(40)
})

test('the canvas with all that opens on it can be read by everybody, light and dark', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await openJourney(page, hookline, { name: 'To read', graph: levelGraph('https://crm.example.com/') })
  for (const scheme of ['light', 'dark']) {
    await test.step(scheme, async () => {
      await block(page, 'Tell the CRM').click()
      await expect(page.getByRole('complementary', { name: 'Tell the CRM' })).toBeVisible()
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      await expect(page.getByText('Matched: 1 call would be made')).toBeVisible()
      expect(await seriousViolations(page), 'settings and test').toEqual([])
      await page.getByRole('button', { name: 'Close the test' }).click()
      await block(page, 'Tell the CRM').focus()
      await page.keyboard.press('Insert')
      await expect(page.getByRole('option', { name: /^WebHook/ }).first()).toBeVisible()
      expect(await seriousViolations(page), 'menu to add').toEqual([])
      await page.keyboard.press('Escape')
      await block(page, 'Tell the CRM').click({ button: 'right' })
      await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible()
      expect(await seriousViolations(page), 'menu of a block').toEqual([])
      await page.keyboard.press('Escape')
    })
    if (scheme === 'light') await page.getByRole('button', { name: 'Use the dark scheme' }).click()
  }
})
