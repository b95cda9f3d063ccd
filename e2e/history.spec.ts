import { api, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { signIn } from './sign-in.ts'

const none = { retry: { preset: 'none' } }
let receiver: Receiver

test.beforeAll(async ({ hookline }) => {
  receiver = await startReceiver({
    bodyOf: (path) => {
      if (path.endsWith('/picture')) return Buffer.from([0x89, 0x50, 0x4e, 0x47, ...Array.from({ length: 5000 }, (_, n) => n % 256)])
      return path.endsWith('/long') ? `<script>window.__x=1</script>${'long '.repeat(20_000)}` : 'fine'
    },
  })
  const webhook = (name: string, eventType: string, path: string, campaignId?: string) =>
    api(hookline, 'POST /v1/webhooks', {
      name,
      eventTypes: [eventType],
      request: { urls: [`${receiver.url}${path}`] },
      policy: none,
      campaignId,
    })
  await webhook('Pictures', 'level_completed', '/500/picture')
  await webhook('Long answers', 'high_score', '/500/long')
  await webhook('Orders', 'purchase_completed', '/200')
  await api(hookline, 'POST /v1/campaigns', { id: 'summer', name: 'Summer games' })
  const order = (id: string) => ({ type: 'purchase_completed', userId: 'u-1', campaignId: 'summer', data: { order: id } })
  const failing = ['level_completed', 'high_score'].map((type) => ({ type, userId: 'u-1', data: { level: 5 } }))
  await sendEvents(hookline, order('order-77'), order('order-78'), ...failing)
})

test.afterAll(() => receiver.stop())

test.beforeEach(async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/deliveries')
  await expect(page.getByRole('table', { name: 'Deliveries' }).getByRole('row')).toHaveCount(5)
})

test('a person reads an answer that is no text as hex, and of a long one its beginning', async ({ page }) => {
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  const open = async (eventName: RegExp) => {
    await page.getByRole('row', { name: eventName }).getByRole('link').click()
    await panel.getByRole('tab', { name: /^Attempts/ }).click()
  }
  await open(/Pictures/)
  await expect(panel.getByRole('region', { name: 'Body of answer 1' })).toContainText('0000  89 50 4e 47 00 01 02 03')
  await expect(panel).toContainText('The body is not text: the first 4.0 KB of 4.9 KB are shown, as hex.')
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await open(/Long answers/)
  await expect(panel.getByRole('region', { name: 'Body of answer 1' })).toContainText('<script>window.__x=1</script>long long')
  await expect(panel).toContainText('The answer was longer: its first 64 KB were kept.')
  expect(await page.evaluate(() => '__x' in window)).toBe(false)
})

test('a person searches in bodies, is told of the one day, and is refused more', async ({ page }) => {
  const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row')
  await page.getByRole('textbox', { name: 'Search in bodies' }).fill('order-77')
  await expect(page).toHaveURL(/body=order-77/)
  await expect(page).toHaveURL(/range=24h/)
  await expect(rows).toHaveCount(2)
  await expect(page.getByText('Bodies are searched within 24 hours at a time')).toBeVisible()
  await expect(page.getByText('Counts, whatever stands in the bodies')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Search in bodies' }).fill('order-99')
  await expect(page.getByText('No delivery matches')).toBeVisible()
  await page.goto('/deliveries?body=order-77&range=7d')
  await expect(page.getByText(/searched for within one day only/)).toBeVisible()
})

test('a person narrows the list to an error and to a campaign, with the counts beside them', async ({ page }) => {
  const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row')
  const campaign = page.getByRole('group', { name: 'Campaign' }).getByRole('button', { name: /Summer games/ })
  await expect(campaign).toContainText('2')
  await campaign.click()
  await expect(page).toHaveURL(/campaignId=summer/)
  await expect(rows).toHaveCount(3)
  await campaign.click()
  await page.getByRole('group', { name: 'Error' }).getByRole('button', { name: 'status' }).click()
  await expect(page).toHaveURL(/error=status/)
  await expect(rows).toHaveCount(3)
  expect(await seriousViolations(page)).toEqual([])
})
