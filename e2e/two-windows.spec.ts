import type { Page, Route } from '@playwright/test'
import { api, makeRule, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, type Hookline, test } from './hookline.ts'
import { signIn } from './sign-in.ts'

const level = (page: Page) => page.getByRole('textbox', { name: 'Value of condition 1' })
const savedWord = (page: Page) => page.getByText('Saved', { exact: true })
const conflict = (page: Page) => page.getByRole('alert').filter({ hasText: 'changed this draft while you did' })

async function openRule(page: Page, id: string): Promise<void> {
  await page.goto(`/automations/${id}`)
  await expect(level(page)).toHaveValue('5')
}

/** One draft in two windows of one person. */
async function twoWindows(page: Page, hookline: Hookline): Promise<{ one: Page; other: Page }> {
  const id = await makeRule(hookline, { name: 'In two windows', request: { urls: ['https://crm.example.com/'] }, level: 5 })
  await signIn(page, hookline)
  const other = await page.context().newPage()
  await openRule(page, id)
  await openRule(other, id)
  return { one: page, other }
}

const refuse = (route: Route) => (route.request().method() === 'PATCH' ? route.abort() : route.fallback())
const holdSaves = (page: Page) => page.route('**/v1/automations/*', refuse)
const letSavesThrough = (page: Page) => page.unroute('**/v1/automations/*', refuse)

/** Both windows change the level: one saves 7, the other's 9 finds that out. */
async function bothChange(page: Page, hookline: Hookline): Promise<{ one: Page; other: Page }> {
  const { one, other } = await twoWindows(page, hookline)
  await holdSaves(other)
  await level(other).fill('9')
  await expect(other.getByText('Not saved')).toBeVisible()
  await level(one).fill('7')
  await expect(savedWord(one)).toBeVisible()
  await letSavesThrough(other)
  await other.getByRole('button', { name: 'Try again' }).click()
  await expect(conflict(other)).toBeVisible()
  await expect(level(other)).toHaveValue('9')
  await expect(level(one)).toHaveValue('7')
  return { one, other }
}

test('what a person changes in one window appears in the other', async ({ page, hookline }) => {
  const { one, other } = await twoWindows(page, hookline)
  await level(one).fill('7')
  await expect(savedWord(one)).toBeVisible()
  await expect(level(other)).toHaveValue('7')
  await level(other).fill('8')
  await expect(level(one)).toHaveValue('8')
  await expect(savedWord(one)).toBeVisible()
  await expect(savedWord(other)).toBeVisible()
  await expect(conflict(one)).toHaveCount(0)
  await expect(conflict(other)).toHaveCount(0)
})

test('a person who changed the same draft is asked, sees what differs, and takes theirs', async ({ page, hookline }) => {
  const { one, other } = await bothChange(page, hookline)
  await expect(conflict(other)).toContainText(`${hookline.email} changed this draft while you did`)
  await expect(other.getByText('Changed by somebody else')).toBeVisible()
  await conflict(other).getByRole('button', { name: 'Show what differs' }).click()
  await expect(conflict(other)).toContainText('condition.rules.0.value')
  await expect(conflict(other).locator('code')).toHaveText(['7', '9'])
  expect(await seriousViolations(other)).toEqual([])
  await conflict(other).getByRole('button', { name: 'Take theirs, drop mine' }).click()
  await expect(conflict(other)).toHaveCount(0)
  await expect(level(other)).toHaveValue('7')
  await expect(savedWord(other)).toBeVisible()
  await other.reload()
  await expect(level(other)).toHaveValue('7')
  await expect(level(one)).toHaveValue('7')
})

test('a person who changed the same draft keeps what is on the screen, which then is in both windows', async ({ page, hookline }) => {
  const { one, other } = await bothChange(page, hookline)
  await conflict(other).getByRole('button', { name: 'Keep mine, replace theirs' }).click()
  await expect(conflict(other)).toHaveCount(0)
  await expect(savedWord(other)).toBeVisible()
  await expect(level(one)).toHaveValue('9')
  await other.reload()
  await expect(level(other)).toHaveValue('9')
})

test('while a person is asked nothing is sent, however much is changed, and the other window goes on', async ({ page, hookline }) => {
  const { one, other } = await bothChange(page, hookline)
  await level(other).fill('10')
  await level(one).fill('11')
  await expect(savedWord(one)).toBeVisible()
  await expect(conflict(other)).toBeVisible()
  await expect(level(other)).toHaveValue('10')
  // What was looked at is not what is there now: keeping mine asks again instead of replacing what nobody saw.
  await conflict(other).getByRole('button', { name: 'Keep mine, replace theirs' }).click()
  await expect(conflict(other)).toBeVisible()
  await expect(level(one)).toHaveValue('11')
  await conflict(other).getByRole('button', { name: 'Keep mine, replace theirs' }).click()
  await expect(conflict(other)).toHaveCount(0)
  await expect(level(one)).toHaveValue('10')
})

test('a person whose server is not reachable is told so, keeps everything, and saves it once the server is back', async ({
  page,
  context,
  hookline,
}) => {
  const id = await makeRule(hookline, { name: 'Offline', request: { urls: ['https://crm.example.com/'] }, level: 5 })
  await signIn(page, hookline)
  await openRule(page, id)
  await context.setOffline(true)
  await level(page).fill('12')
  await expect(page.getByText('Not saved')).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('Not saved')).toBeVisible()
  await expect(level(page)).toHaveValue('12')
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(savedWord(page)).toBeVisible()
  await page.reload()
  await expect(level(page)).toHaveValue('12')
})

test('a person who goes to another page leaves nothing unsaved behind unasked', async ({ page, hookline }) => {
  const id = await makeRule(hookline, { name: 'To leave', request: { urls: ['https://crm.example.com/'] }, level: 5 })
  await signIn(page, hookline)
  await openRule(page, id)
  const list = page.getByRole('navigation').getByRole('link', { name: 'Automations' })
  await level(page).fill('13')
  await list.click()
  await expect(page.getByRole('row', { name: /To leave/ })).toBeVisible()
  await page.getByRole('link', { name: 'To leave' }).click()
  await expect(level(page)).toHaveValue('13')

  await holdSaves(page)
  await level(page).fill('14')
  await list.click()
  const question = page.getByRole('dialog', { name: 'Leave with changes that are not saved?' })
  await expect(question).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(question).toHaveCount(0)
  await expect(level(page)).toHaveValue('14')
  await letSavesThrough(page)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(savedWord(page)).toBeVisible()
  await list.click()
  await expect(page.getByRole('row', { name: /To leave/ })).toBeVisible()
})

test('a draft stays open while nothing can be read again', async ({ page, hookline }) => {
  const id = await makeRule(hookline, { name: 'Read again', request: { urls: ['https://crm.example.com/'] }, level: 5 })
  await signIn(page, hookline)
  await openRule(page, id)
  await holdSaves(page)
  await level(page).fill('15')
  await expect(page.getByText('Not saved')).toBeVisible()
  let refused = 0
  await page.route('**/v1/catalog', (route) => {
    refused += 1
    return route.fulfill({ status: 429, json: { title: 'Too many', status: 429, detail: 'Come again later.' } })
  })
  await sendEvents(hookline, { type: 'level_completed', userId: 'u-1', data: { level: 1 } })
  await expect.poll(() => refused, 'the catalogue is read again').toBeGreaterThan(0)
  await expect(level(page)).toHaveValue('15')
})

const webhookName = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true })
const changes = (page: Page) => page.getByRole('region', { name: 'Changes that are not saved' })

/** One webhook in two windows of one person; the second does not hear of the first by itself. */
async function twoWebhookWindows(page: Page, hookline: Hookline): Promise<{ one: Page; other: Page; id: string }> {
  const webhook = { name: 'In two windows', eventTypes: ['level_completed'], request: { urls: ['https://crm.example.com/hooks'] } }
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', webhook)
  await signIn(page, hookline)
  const other = await page.context().newPage()
  await other.route('**/v1/stream*', (route) => route.abort())
  for (const window of [page, other]) {
    await window.goto(`/api-central/${id}`)
    await expect(webhookName(window)).toHaveValue('In two windows')
  }
  return { one: page, other, id }
}

test('of two who change one webhook the second is told what the first changed, and both are kept', async ({ page, hookline }) => {
  const { one, other, id } = await twoWebhookWindows(page, hookline)
  await webhookName(other).fill('Named in the second')
  await one.getByRole('textbox', { name: 'URL', exact: true }).fill('https://crm.example.com/first')
  await changes(one).getByRole('button', { name: 'Save the webhook' }).click()
  await expect(changes(one)).toBeHidden()
  await changes(other).getByRole('button', { name: 'Save the webhook' }).click()
  await expect(changes(other).getByRole('alert')).toContainText('They changed the URLs. You changed other things: saving keeps both.')
  expect(await seriousViolations(other)).toEqual([])
  await changes(other).getByRole('button', { name: 'Save the webhook' }).click()
  await expect(changes(other)).toBeHidden()
  const stored = await api<{ name: string; request: { urls: string[] } }>(hookline, `GET /v1/webhooks/${id}`)
  expect([stored.name, stored.request.urls]).toEqual(['Named in the second', ['https://crm.example.com/first']])
  await expect(other.getByRole('textbox', { name: 'URL', exact: true })).toHaveValue('https://crm.example.com/first')
})

test('of two who change the same of a webhook the second chooses, and nothing is overwritten unasked', async ({ page, hookline }) => {
  const { one, other, id } = await twoWebhookWindows(page, hookline)
  await webhookName(other).fill('Mine')
  await webhookName(one).fill('Theirs')
  await changes(one).getByRole('button', { name: 'Save the webhook' }).click()
  await expect(changes(one)).toBeHidden()
  await changes(other).getByRole('button', { name: 'Save the webhook' }).click()
  await expect(changes(other).getByRole('alert')).toContainText('You changed the name too')
  expect((await api<{ name: string }>(hookline, `GET /v1/webhooks/${id}`)).name).toBe('Theirs')
  await changes(other).getByRole('button', { name: 'Save mine over theirs' }).click()
  await expect(changes(other)).toBeHidden()
  expect((await api<{ name: string }>(hookline, `GET /v1/webhooks/${id}`)).name).toBe('Mine')
  await expect(webhookName(one)).toHaveValue('Mine')
})
