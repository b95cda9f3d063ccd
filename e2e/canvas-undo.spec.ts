import type { Page } from '@playwright/test'
import { block, boxOf, callOf, clickBareCanvas, drag, drawn, levelGraph, openJourney, untilStill } from './canvas.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'

type Edit = readonly [what: string, edit: (page: Page) => Promise<void>]

const crm = 'Tell the CRM'

async function pick(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('option', { name: title }).first().click()
}

const edits: readonly Edit[] = [
  [
    'a block added at an end',
    async (page) => {
      await block(page, crm).getByRole('button', { name: 'Add a block here' }).click()
      await pick(page, /^If/)
    },
  ],
  [
    'a block spliced into a way',
    async (page) => {
      await page.getByRole('button', { name: 'Insert a block between When and If' }).click()
      await pick(page, /^WebHook/)
    },
  ],
  [
    'a way drawn from a handle to a block',
    async (page) => {
      const from = block(page, 'If: level').locator('[data-handleid="way no"]')
      const to = await boxOf(block(page, 'Spare').locator('.react-flow__handle.target'))
      const start = await boxOf(from)
      await drag(page, from, { x: to.x - start.x, y: to.y - start.y })
    },
  ],
  ['a block dragged', (page) => drag(page, block(page, 'Spare'), { x: 90, y: 60 })],
  [
    'a group dragged',
    async (page) => {
      await page.keyboard.press('ControlOrMeta+a')
      await drag(page, block(page, 'Spare'), { x: 60, y: 40 })
    },
  ],
  [
    'an address typed',
    async (page) => {
      await block(page, 'Spare').click()
      await page.getByRole('textbox', { name: 'URL', exact: true }).click()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.type('https://other.example.com/')
      await expect(block(page, 'Spare: POST other.example.com')).toBeVisible()
    },
  ],
  [
    'a block renamed',
    async (page) => {
      await block(page, 'Spare').click()
      await page.keyboard.press('F2')
      await page.getByRole('textbox', { name: 'Name of the block' }).fill('Second call')
      await page.keyboard.press('Enter')
    },
  ],
  [
    'a block bypassed',
    async (page) => {
      await block(page, 'Second call').click()
      await page.keyboard.press('b')
    },
  ],
  [
    'a block deleted, its way healed',
    async (page) => {
      await block(page, 'If: level').click()
      await page.keyboard.press('Delete')
    },
  ],
  [
    'a block copied and pasted',
    async (page) => {
      await block(page, crm).click()
      await page.keyboard.press('ControlOrMeta+c')
      await page.keyboard.press('ControlOrMeta+v')
    },
  ],
  [
    'a block duplicated',
    async (page) => {
      await block(page, 'Second call').click()
      await page.keyboard.press('ControlOrMeta+d')
    },
  ],
  [
    'a note',
    async (page) => {
      await page.getByRole('button', { name: 'Note: A note for people; events pass it by' }).click()
    },
  ],
  [
    'a text typed on the note',
    async (page) => {
      await page.getByRole('textbox', { name: 'Text of the note' }).click()
      await page.keyboard.type('Only for big winners')
    },
  ],
  ['all laid out anew', (page) => page.getByRole('button', { name: 'Tidy up (Shift+T)' }).click()],
]

test('a person undoes each kind of edit, and does it again', async ({ page, hookline }) => {
  test.setTimeout(120_000)
  await signIn(page, hookline)
  const graph = levelGraph('https://crm.example.com/')
  const spare = { id: 'spare', type: 'webhook', name: 'Spare', position: { x: 640, y: 200 }, config: callOf('https://spare.example.com/') }
  await openJourney(page, hookline, { name: 'Undo', graph: { ...graph, nodes: [...graph.nodes, spare] } })
  await expect(block(page, 'Spare')).toBeVisible()
  for (const [what, edit] of edits) {
    await test.step(what, async () => {
      await clickBareCanvas(page)
      await page.keyboard.press('f')
      await untilStill(page)
      const before = await drawn(page)
      await edit(page)
      await expect.poll(() => drawn(page), what).not.toEqual(before)
      const after = await drawn(page)
      await clickBareCanvas(page)
      expect(await drawn(page), `${what}: a click beside changes nothing`).toEqual(after)
      await page.keyboard.press('ControlOrMeta+z')
      await expect.poll(() => drawn(page), `${what}: undone`).toEqual(before)
      await page.keyboard.press('ControlOrMeta+Shift+z')
      await expect.poll(() => drawn(page), `${what}: done again`).toEqual(after)
    })
  }
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
})
