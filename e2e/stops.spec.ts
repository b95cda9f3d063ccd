// What stops calls: a pause by hand or by itself, a receiver that fails too often, and what becomes of what was held.
import { api, makeRule, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { signIn } from './sign-in.ts'

const statuses = new Map<string, number>()
let receiver: Receiver

test.beforeAll(async () => {
  receiver = await startReceiver({ statusOf: (path) => statuses.get(path) ?? 200 })
})
test.afterAll(() => receiver.stop())
test.beforeEach(({ page, hookline }) => signIn(page, hookline))

const arrived = (path: string) => receiver.received.filter((request) => request.path === path).length
const events = (type: string, count: number) => Array.from({ length: count }, (_, n) => ({ type, userId: `u-${n}`, data: { level: 5 } }))

test('a person pauses an endpoint, reads what it holds on every screen of it, and lets all of it go on', async ({ page, hookline }) => {
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', {
    ...{ name: 'Paused by hand', eventTypes: ['level_completed'], request: { urls: [`${receiver.url}/by-hand`] } },
  })
  await page.goto(`/api-central/${id}`)
  await page.getByRole('button', { name: 'More for this webhook' }).click()
  await page.getByRole('menuitem', { name: 'Pause the endpoint' }).click()
  const wrong = page.getByRole('region', { name: 'What is wrong' })
  await expect(wrong).toContainText(`${receiver.host} is paused since`)
  await expect(wrong).toContainText('Nothing is held so far; what comes is.By admin@example.com.')
  await sendEvents(hookline, ...events('level_completed', 3))
  await expect(wrong).toContainText('3 deliveries are held; they use up no retries.')
  expect(await seriousViolations(page)).toEqual([])
  const banner = page.getByRole('region', { name: 'Endpoints that are stopped' })
  for (const path of ['/api-central', '/deliveries', `/deliveries?webhookId=${id}`]) {
    await page.goto(path)
    await expect(banner).toContainText(`Paused by hand: ${receiver.host} is paused since`)
    await expect(banner).toContainText('3 deliveries are held')
  }
  await page.goto('/automations')
  await expect(page.getByRole('heading', { level: 1, name: 'Automations' })).toBeVisible()
  await expect(banner).toHaveCount(0)
  await page.goto('/api-central')
  await expect(page.getByRole('row', { name: /Paused by hand/ })).toContainText('paused, 3 held')
  await banner.getByRole('button', { name: 'Resume…' }).click()
  const dialog = page.getByRole('dialog', { name: `Resume ${receiver.host}` })
  await expect(dialog.getByRole('radio', { name: 'Send all' })).toBeChecked()
  expect(arrived('/by-hand')).toBe(0)
  await dialog.getByRole('button', { name: 'Resume and send 3' }).click()
  await expect(banner).toHaveCount(0)
  await expect.poll(() => arrived('/by-hand')).toBe(3)
})

test('a person drops what a paused endpoint held, and takes back a pause', async ({ page, hookline }) => {
  await api(hookline, 'POST /v1/webhooks', {
    ...{ name: 'Dropped', eventTypes: ['high_score'], request: { urls: [`${receiver.url}/dropped`, `${receiver.url}/kept`] } },
  })
  await page.goto('/api-central')
  await page.getByRole('link', { name: 'Dropped' }).click()
  const urls = page.getByRole('table', { name: 'URLs' })
  await urls
    .getByRole('row', { name: /\/kept/ })
    .getByRole('button', { name: /^Pause/ })
    .click()
  await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click()
  await expect(urls.getByRole('button', { name: /^Pause/ })).toHaveCount(2)
  await urls
    .getByRole('row', { name: /\/dropped/ })
    .getByRole('button', { name: /^Pause/ })
    .click()
  const wrong = page.getByRole('region', { name: 'What is wrong' })
  await expect(wrong).toContainText('is paused')
  await sendEvents(hookline, ...events('high_score', 2))
  await expect(wrong).toContainText('2 deliveries are held')
  await wrong.getByRole('button', { name: 'Resume…' }).click()
  await page.getByRole('radio', { name: 'Drop all' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume and drop 2' }).click()
  await expect(wrong).not.toContainText('is paused')
  await expect.poll(() => arrived('/kept')).toBe(2)
  await page.goto('/deliveries?status=cancelled')
  await expect(page.getByRole('table', { name: 'Deliveries' }).getByRole('row')).toHaveCount(3)
  expect(arrived('/dropped')).toBe(0)
})

test('a person who has another page open is told of an endpoint that paused itself, and is led to its deliveries', async ({
  page,
  hookline,
}) => {
  statuses.set('/gone', 410)
  const id = await makeRule(hookline, { name: 'To who is gone', eventType: 'quest_completed', request: { urls: [`${receiver.url}/gone`] } })
  await api(hookline, `POST /v1/automations/${id}/publish`)
  const listed = page.waitForResponse(/\/v1\/endpoints\?.*stopped=true/)
  await page.goto('/users')
  // What was stopped before the page was opened is no news to it.
  await listed
  await sendEvents(hookline, { type: 'quest_completed', userId: 'u-gone', data: { level: 5 } })
  const notices = page.getByRole('region', { name: 'Notices' })
  await expect(notices).toContainText(`${receiver.host} is paused`)
  await expect(notices).toContainText('It answered 410 Gone')
  await notices.getByRole('button', { name: 'See its deliveries' }).click()
  await expect(page).toHaveURL(/\/deliveries\?endpointId=ep_/)
  await expect(page.getByRole('region', { name: 'Endpoints that are stopped' })).toContainText('To who is gone')
  await page.goto(`/automations/${id}`)
  await expect(page.getByRole('region', { name: 'Endpoints that are stopped' })).toContainText('wants no more calls')
  await page.getByRole('region', { name: 'Endpoints that are stopped' }).getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Endpoints that are stopped' })).toHaveCount(0)
})

test('a person reads that a receiver fails too often and is left alone, and pauses it to choose what becomes of the rest', async ({
  page,
  hookline,
}) => {
  statuses.set('/failing', 503)
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', {
    ...{ name: 'Fails', eventTypes: ['prize_assigned'], request: { urls: [`${receiver.url}/failing`] } },
    policy: { retry: { delaysSeconds: [600] } },
  })
  await sendEvents(hookline, ...events('prize_assigned', 12))
  await page.goto(`/api-central/${id}`)
  const wrong = page.getByRole('region', { name: 'What is wrong' })
  await expect(wrong).toContainText('mostly fails and is left alone since')
  await expect(wrong).toContainText('12 deliveries are held')
  await expect(wrong).toContainText(/Next try (in|any)/)
  await wrong.getByRole('button', { name: 'Pause it' }).click()
  await expect(wrong).toContainText('is paused since')
  statuses.delete('/failing')
  const before = arrived('/failing')
  await wrong.getByRole('button', { name: 'Resume…' }).click()
  await page.getByRole('radio', { name: 'Send those made since…' }).check()
  await page.getByRole('dialog').getByRole('button', { name: 'Resume the endpoint' }).click()
  await expect.poll(() => arrived('/failing') - before).toBe(12)
  await page.goto(`/api-central/${id}`)
  await expect(page.getByRole('switch', { name: 'Active' })).toBeVisible()
  await expect(page.getByText('is paused since')).toHaveCount(0)
})
