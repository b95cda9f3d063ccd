import { api, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { signIn } from './sign-in.ts'
import { watchPage } from './watch-page.ts'

const hostileUser = `<img src=x onerror=window.__x=1>\u202e${'u'.repeat(200)}`

const none = { retry: { preset: 'none' } }
const webhook = (name: string, eventType: string, url: string) => ({
  name,
  eventTypes: [eventType],
  request: { urls: [url] },
  policy: none,
})

let receiver: Receiver

test.beforeAll(async ({ hookline }) => {
  receiver = await startReceiver()
  await api(hookline, 'POST /v1/webhooks', webhook('Level to CRM', 'level_completed', `${receiver.url}/200`))
  await api(hookline, 'POST /v1/webhooks', webhook('Broken <b>CRM</b>', 'high_score', `${receiver.url}/500`))
  const ids = ['u-1', 'u-2', hostileUser]
  const events = ids.flatMap((userId) => ['level_completed', 'high_score'].map((type) => ({ type, userId, data: { level: 5 } })))
  await sendEvents(hookline, ...events)
})

test.afterAll(() => receiver.stop())

test.beforeEach(({ page, hookline }) => signIn(page, hookline))

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    for (const width of [1440, 900]) {
      test(`a person reads what was sent, also of hostile senders, ${width} wide`, async ({ page, baseURL }) => {
        await page.setViewportSize({ width, height: 900 })
        const unseen = watchPage(page, baseURL)
        await page.goto('/deliveries')
        const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row')
        await expect(rows).toHaveCount(7)
        await expect(rows.filter({ hasText: 'Undelivered' })).toHaveCount(3)
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
        expect(await seriousViolations(page)).toEqual([])
        await rows.filter({ hasText: 'Undelivered' }).filter({ hasText: '<img' }).getByRole('link').click()
        const panel = page.getByRole('complementary', { name: 'Delivery' })
        await expect(panel).toContainText(`Undelivered: 500 from ${receiver.host} once; last`)
        await panel.getByRole('tab', { name: /^Attempts/ }).click()
        await expect(panel.getByText('why it failed')).toBeVisible()
        expect(await seriousViolations(page)).toEqual([])
        expect(await page.evaluate(() => '__x' in window)).toBe(false)
        expect(unseen.foreign).toEqual([])
      })
    }
  })
}

test('a person narrows the list, opens a row, and shares the address of what is seen', async ({ page }) => {
  await page.goto('/deliveries')
  await page.getByRole('group', { name: 'Status' }).getByRole('button', { name: 'Succeeded' }).click()
  await expect(page).toHaveURL(/status=succeeded/)
  await expect(page.getByRole('row')).toHaveCount(4)
  await page.getByRole('row', { name: /u-1/ }).getByRole('link').focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/deliveries\/dlv_\w+\?status=succeeded/)
  await page.reload()
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  await expect(panel).toContainText('Succeeded: 200 from')
  await expect(panel.getByRole('button', { name: 'Resend…' })).toHaveAttribute('data-variant', 'default')
  await expect(panel.getByRole('group', { name: 'Request of this delivery' })).toContainText('POST')
  await page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(page).toHaveURL(/\/deliveries\?status=succeeded$/)
})

test('a person learns why a call was made', async ({ page }) => {
  await page.goto('/deliveries?status=succeeded')
  await page.getByRole('row', { name: /u-1/ }).getByRole('link').click()
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  await panel.getByRole('tab', { name: 'Why' }).click()
  await expect(panel.getByText('it takes level_completed')).toBeVisible()
  await expect(panel.getByRole('region', { name: 'Data of the event' })).toContainText('"level": 5')
})

test('a person resends one delivery and sees the new one', async ({ page }) => {
  await page.goto('/deliveries?status=undelivered')
  await page.getByRole('row', { name: /u-2/ }).getByRole('link').click()
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  const before = page.url()
  await panel.getByRole('button', { name: 'Resend…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Resend this delivery' })
  await expect(dialog.getByRole('radio', { name: 'The stored bytes' })).toBeChecked()
  await dialog.getByRole('button', { name: 'Resend' }).click()
  await expect(page).not.toHaveURL(before)
  await expect(panel).toContainText('Resent from')
  await expect(panel).toContainText('Undelivered: 500 from')
})

test('a person selects rows and resends them together', async ({ page }) => {
  await page.goto('/deliveries?status=succeeded')
  await expect(page.getByRole('row')).toHaveCount(4)
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
  await page.getByRole('button', { name: 'Resend 3…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Resend 3 deliveries' })
  await dialog.getByRole('button', { name: 'Resend 3' }).click()
  await expect(dialog.getByRole('status')).toHaveText('3 of 3 resent.')
  await dialog.getByRole('button', { name: 'Done' }).click()
  // Where the button was is the list now, and it stands still under the pointer.
  await page.mouse.move(0, 0)
  await expect(page.getByRole('row')).toHaveCount(7)
})

test('a list stands still under the pointer while deliveries come in', async ({ page, hookline }) => {
  await page.goto('/deliveries?eventType=level_completed')
  const rows = page.getByRole('table', { name: 'Deliveries' }).locator('tbody tr')
  await rows.first().hover()
  const before = await rows.count()
  await api(hookline, 'POST /v1/events', { type: 'level_completed', userId: 'u-new' })
  const show = page.getByRole('button', { name: 'Show 1 new row' })
  await expect(show).toBeVisible()
  await expect(rows).toHaveCount(before)
  await show.click()
  await expect(rows.first()).toContainText('u-new')
})

test('a person cancels a delivery that waits', async ({ page, hookline }) => {
  const waits = { ...webhook('Waits', 'quest_completed', `${receiver.url}/503`), policy: { retry: { delaysSeconds: [3600] } } }
  await api(hookline, 'POST /v1/webhooks', waits)
  await api(hookline, 'POST /v1/events', { type: 'quest_completed', userId: 'u-waits' })
  await page.goto('/deliveries?userId=u-waits')
  await page
    .getByRole('row', { name: /u-waits/ })
    .getByRole('link')
    .click()
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  await expect(panel).toContainText(/next try in \d/)
  await panel.getByRole('button', { name: 'Cancel this delivery…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
  await expect(panel).toContainText('Pending: 503 from')
  await panel.getByRole('button', { name: 'Cancel this delivery…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the delivery' }).click()
  await expect(panel).toContainText('Cancelled: 503 from')
})

test('a person does not wait for the next try of a delivery', async ({ page, hookline }) => {
  const waits = { ...webhook('Waits too', 'badge_earned', `${receiver.url}/503`), policy: { retry: { delaysSeconds: [3600] } } }
  await api(hookline, 'POST /v1/webhooks', waits)
  await api(hookline, 'POST /v1/events', { type: 'badge_earned', userId: 'u-impatient' })
  await page.goto('/deliveries?userId=u-impatient')
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check()
  const selection = page.getByRole('group', { name: 'Selected deliveries' })
  await expect(selection).toContainText('It is still owed and tried by itself')
  await expect(selection.getByRole('button', { name: 'Resend', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await selection.getByRole('button', { name: 'Clear the selection' }).click()
  await page
    .getByRole('row', { name: /u-impatient/ })
    .getByRole('link')
    .click()
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  await expect(panel).toContainText('at once by Try now')
  await panel.getByRole('button', { name: 'Try now' }).click()
  await expect(panel).toContainText('Undelivered: 503 from')
  await expect(panel.getByRole('tab', { name: 'Attempts 2' })).toBeVisible()
})

test('a person is told when nothing matches, and when a delivery is gone', async ({ page }) => {
  await page.goto('/deliveries?userId=nobody')
  await expect(page.getByRole('heading', { name: 'No delivery matches' })).toBeVisible()
  await page.goto('/deliveries/dlv_00000000000070008000000000000000')
  await expect(page.getByRole('heading', { name: 'There is no such delivery' })).toBeVisible()
})
