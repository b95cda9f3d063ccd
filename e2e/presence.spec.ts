import type { Browser, Page } from '@playwright/test'
import { makeRule } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, type Hookline, test } from './hookline.ts'
import { signIn } from './sign-in.ts'

const here = (page: Page) => page.getByRole('button', { name: 'You, in another window' })
const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const name = 'In two browsers'

/** One draft, open in a browser; `openInAnother` opens it in a second one that shares nothing with it. */
async function openDraft({ page, browser, hookline }: { page: Page; browser: Browser; hookline: Hookline }) {
  const id = await makeRule(hookline, { name, request: { urls: ['https://crm.example.com/'] } })
  await signIn(page, hookline)
  await page.goto(`/automations/${id}`)
  await expect(title(page, name)).toBeVisible()
  const openInAnother = async () => {
    const other = await (await browser.newContext({ baseURL: hookline.url })).newPage()
    await signIn(other, hookline)
    await other.goto(`/automations/${id}`)
    await expect(title(other, name)).toBeVisible()
    return other
  }
  return { openInAnother }
}

const placesOf = (page: Page) =>
  Promise.all(
    [title(page, name), page.getByText('Saved', { exact: true }), page.getByRole('button', { name: 'Publish' })].map((part) =>
      part.boundingBox(),
    ),
  )

test('a person sees who else has the draft open, and that they left', async ({ page, browser, hookline }) => {
  const { openInAnother } = await openDraft({ page, browser, hookline })
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const before = await placesOf(page)
  await expect(here(page)).toHaveCount(0)
  const other = await openInAnother()
  await expect(here(page)).toBeVisible()
  await expect(here(other)).toBeVisible()
  expect(await placesOf(page)).toEqual(before)
  await here(page).hover()
  await expect(page.getByRole('tooltip')).toHaveText('You, in another window')
  expect(await seriousViolations(page)).toEqual([])
  await other.close({ runBeforeUnload: true })
  await expect(here(page)).toHaveCount(0)
  expect(await placesOf(page)).toEqual(before)
})

test('a person who goes to another screen is not on the draft any more, and is again when back', async ({ page, browser, hookline }) => {
  const { openInAnother } = await openDraft({ page, browser, hookline })
  const other = await openInAnother()
  await expect(here(page)).toBeVisible()
  await other.getByRole('link', { name: '← Automations' }).click()
  await expect(here(page)).toHaveCount(0)
  await other.goBack()
  await expect(here(page)).toBeVisible()
  await expect(here(other)).toBeVisible()
  await other.reload()
  await expect(title(other, name)).toBeVisible()
  await expect(here(page)).toHaveCount(1)
  await page.goto('/')
  await expect(here(other)).toHaveCount(0)
  await other.context().close()
})
