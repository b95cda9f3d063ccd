// Resending and exporting, checked against what the receiver got.
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { api, sendEvents } from './api.ts'
import { expect, type Hookline, test } from './hookline.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { signIn } from './sign-in.ts'

let receiver: Receiver
let isMended = false

test.beforeAll(async () => {
  receiver = await startReceiver({ statusOf: () => (isMended ? 200 : 500) })
})
test.afterAll(() => receiver.stop())
test.beforeEach(({ page, hookline }) => signIn(page, hookline))

const came = (path: string) => receiver.received.filter((request) => request.path === path)

/** A webhook that gave up so many deliveries; the receiver is mended then. */
async function giveUp(hookline: Hookline, { name, count }: { name: string; count: number }): Promise<string> {
  isMended = false
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', {
    ...{ name, eventTypes: [name], request: { urls: [`${receiver.url}/${name}`] }, policy: { retry: { preset: 'none' } } },
  })
  await sendEvents(hookline, ...Array.from({ length: count }, (_, n) => ({ type: name, userId: `u-${n}`, data: { n } })))
  const given = async () =>
    (await api<{ items: unknown[] }>(hookline, `GET /v1/deliveries?webhookId=${id}&status=undelivered&limit=500`)).items
  await expect.poll(async () => (await given()).length).toBe(count)
  isMended = true
  return id
}

/** Each message came twice, the second time with the bytes and the id of the first. */
function expectRepeated(path: string, count: number): void {
  const requests = came(path)
  const first = requests.slice(0, count)
  const key = ({ id, body }: { id: string; body: string }) => `${id} ${body}`
  expect(requests.slice(count).map(key).toSorted()).toEqual(first.map(key).toSorted())
}

const rows = (page: Page) => page.getByRole('table', { name: 'Deliveries' }).locator('tbody tr')

test('a person resends one delivery, and the receiver gets the same bytes under the same id', async ({ page, hookline }) => {
  const id = await giveUp(hookline, { name: 'one', count: 1 })
  await page.goto(`/api-central/${id}?tab=history`)
  await rows(page).getByRole('link').first().click()
  await page.getByRole('complementary', { name: 'Delivery' }).getByRole('button', { name: 'Resend…' }).click()
  await page.getByRole('dialog', { name: 'Resend this delivery' }).getByRole('button', { name: 'Resend' }).click()
  await expect(page.getByRole('complementary', { name: 'Delivery' })).toContainText('Succeeded: 200')
  expect(came('/one')).toHaveLength(2)
  expectRepeated('/one', 1)
})

test('a person selects deliveries and resends those alone', async ({ page, hookline }) => {
  const id = await giveUp(hookline, { name: 'selected', count: 4 })
  await page.goto(`/api-central/${id}?tab=history`)
  await expect(rows(page)).toHaveCount(4)
  const wanted = ['u-1', 'u-3']
  for (const user of wanted) await rows(page).filter({ hasText: user }).getByRole('checkbox').check()
  await page.getByRole('button', { name: 'Resend 2…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Resend 2 deliveries' })
  await dialog.getByRole('button', { name: 'Resend 2' }).click()
  await expect(dialog.getByRole('status')).toHaveText('2 of 2 resent.')
  await expect.poll(() => came('/selected').length).toBe(6)
  const users = came('/selected')
    .slice(4)
    .map(({ body }) => (JSON.parse(body) as { user: string }).user)
  expect(users.toSorted()).toEqual(wanted)
})

test('a person resends all that a filter finds: counted first, then a job that ends by itself', async ({ page, hookline }) => {
  const id = await giveUp(hookline, { name: 'filtered', count: 30 })
  await giveUp(hookline, { name: 'others', count: 2 })
  await page.goto(`/api-central/${id}?tab=history&status=undelivered`)
  await page.getByRole('button', { name: 'What to do with all that match' }).click()
  await page.getByRole('menuitem', { name: 'Resend all that match…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Resend/ })
  await expect(dialog.getByRole('status')).toContainText('30 deliveries that are done match')
  await dialog.getByRole('button', { name: 'Resend 30', exact: true }).click()
  await expect(dialog.getByRole('status')).toHaveText('30 of 30 resent.')
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => came('/filtered').length).toBe(60)
  expectRepeated('/filtered', 30)
  expect(came('/others')).toHaveLength(2)
})

test('a person stops a job that resends, and what it had not come to stays', async ({ page, hookline }) => {
  const id = await giveUp(hookline, { name: 'stopped', count: 400 })
  await page.goto(`/deliveries?webhookId=${id}`)
  await page.getByRole('button', { name: 'What to do with all that match' }).click()
  await page.getByRole('menuitem', { name: 'Resend all that match…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Resend/ })
  // The job is seen under way, however fast it is.
  await page.route('**/v1/jobs/*', (route) =>
    route.fulfill({ json: { id: 'x', done: 0, failed: 0, total: 400, state: 'running', finishedAt: null } }),
  )
  await dialog.getByRole('button', { name: 'Resend 400' }).click()
  await expect(dialog.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0')
  await expect(dialog.getByRole('status')).toHaveText('0 of 400 resent.')
  await page.unroute('**/v1/jobs/*')
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ of 400 resent(\. Stopped; what was resent stays so)?\.$/)
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeVisible()
  const words = (await dialog.getByRole('status').textContent()) ?? ''
  const resent = Number(/^\d+/.exec(words)?.[0])
  await expect.poll(() => came('/stopped').length).toBe(400 + resent)
})

test('a person exports what a filter finds, as CSV and as NDJSON, and both name what the receiver got', async ({ page, hookline }) => {
  const id = await giveUp(hookline, { name: 'exported', count: 3 })
  await page.goto(`/api-central/${id}?tab=history&status=undelivered`)
  await expect(rows(page)).toHaveCount(3)
  const files: string[] = []
  for (const format of ['CSV', 'NDJSON']) {
    await page.getByRole('button', { name: 'What to do with all that match' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: `Export as ${format}` }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${format.toLowerCase()}$`))
    files.push(await readFile(await download.path(), 'utf8'))
  }
  const ids = came('/exported').map((request) => request.id)
  const [csv = '', ndjson = ''] = files
  const [heading = '', ...lines] = csv.trim().split('\r\n')
  const place = heading.split(',').indexOf('messageId')
  expect(lines.map((line) => line.split(',')[place]).toSorted()).toEqual(ids.toSorted())
  const objects = ndjson
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { messageId: string; status: string })
  expect(objects.map(({ messageId }) => messageId).toSorted()).toEqual(ids.toSorted())
  expect(new Set(objects.map(({ status }) => status))).toEqual(new Set(['undelivered']))
})
