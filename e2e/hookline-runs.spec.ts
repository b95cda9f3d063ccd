import { sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

test.beforeEach(async ({ page, hookline }) => {
  await signIn(page, hookline)
  // A workspace in which something happened: Home shows numbers.
  await sendEvents(hookline, { id: 'evt-of-home', type: 'level_completed', userId: 'u-42', data: { level: 5 } })
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('a person opens Home and sees that Hookline runs, and how it goes', async ({ page, baseURL }) => {
      const unseen = watchPage(page, baseURL)
      await page.goto('/')
      await expect(page.getByRole('heading', { name: 'Home', exact: true })).toBeVisible()
      await expect(page.getByRole('link', { name: /^Healthy/ })).toBeVisible()
      await expect(page.getByText(/^Version \d+\.\d+\.\d+/)).toBeVisible()
      for (const name of ['Needs a person', 'Busiest automations', 'Deliveries of the last hour'])
        await expect(page.getByRole('region', { name })).toBeVisible()
      const numbers = page.locator('main, #main').getByRole('img')
      await expect(numbers).toHaveCount(4)
      await expect(
        page.getByRole('region', { name: 'Deliveries of the last hour' }).getByText('Undelivered', { exact: true }),
      ).toBeVisible()
      await expect.poll(() => page.evaluate(() => document.fonts.check('14px "Inter Variable"'))).toBe(true)
      expect(await seriousViolations(page)).toEqual([])
      expect(unseen).toEqual(nothingUnseen)
    })
  })
}

test('a person chooses the time that the numbers are of, and shares it by link', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('region', { name: 'In numbers' }).getByText('Last hour', { exact: true }).click()
  await expect(page).toHaveURL(/window=1h/)
  await page.reload()
  await expect(page.getByRole('radio', { name: 'Last hour' })).toBeChecked()
})

test('a developer goes to the API reference and finds "Send events"', async ({ page, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await page.goto('/')
  await page.getByRole('link', { name: 'API reference' }).click()
  await expect(page).toHaveURL(/\/docs$/)
  // The guide stands before the calls; a person finds them in the list beside it.
  await page.getByText('Events', { exact: true }).first().click()
  await page.getByText('Send events', { exact: true }).first().click()
  await expect(page.getByRole('heading', { name: 'Send events' })).toBeVisible()
  await expect(page.getByText('/v1/events').first()).toBeVisible()
  expect(unseen).toEqual(nothingUnseen)
})

test('a person is told when the server cannot be reached, and when it is back', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Home', exact: true })).toBeVisible()
  await page.route('**/readyz', (route) => route.abort())
  await expect(page.getByRole('heading', { name: 'Hookline does not answer' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('npm start')
  expect(await seriousViolations(page)).toEqual([])
  await page.unroute('**/readyz')
  await expect(page.getByRole('heading', { name: 'Hookline does not answer' })).toHaveCount(0)
})

test('a person is told what is wrong when Hookline is not ready', async ({ page }) => {
  const state = {
    ready: false,
    version: '0.0.0',
    publicUrl: 'http://127.0.0.1/',
    database: 'unreachable',
    deliver: 'no-lease',
    oldestDueMs: null,
  }
  await page.route('**/readyz', (route) => route.fulfill({ status: 503, json: state }))
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Hookline runs, but is not ready' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'State' })).toContainText('Check that PostgreSQL runs')
  expect(await seriousViolations(page)).toEqual([])
})
