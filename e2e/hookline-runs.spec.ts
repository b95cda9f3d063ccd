import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('a person opens the page and sees that Hookline runs', async ({ page, baseURL }) => {
      const unseen = watchPage(page, baseURL)
      await page.goto('/')
      await expect(page.getByRole('heading', { name: 'Hookline runs', exact: true })).toBeVisible()
      await expect(page.getByText(/^Version \d+\.\d+\.\d+/)).toBeVisible()
      const state = page.getByRole('region', { name: 'State' })
      await expect(state).toContainText('Connected')
      await expect(state).toContainText('Being sent')
      expect(await page.evaluate(() => document.fonts.check('14px "Inter Variable"'))).toBe(true)
      expect(await seriousViolations(page)).toEqual([])
      expect(unseen).toEqual(nothingUnseen)
    })
  })
}

test('a person goes to the API reference and finds "Send events"', async ({ page, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await page.goto('/')
  await page.getByRole('link', { name: 'API reference' }).click()
  await expect(page).toHaveURL(/\/docs$/)
  // The guide stands before the calls; a person finds them in the list beside it.
  await page.getByText('Events', { exact: true }).first().click()
  await page.getByText('Send events', { exact: true }).first().click()
  await expect(page.getByRole('heading', { name: 'Send events' })).toBeVisible()
  await expect(page.getByText('/v1/events').first()).toBeVisible()
  await page
    .getByRole('button', { name: /test request/i })
    .first()
    .click()
  await page.getByRole('button', { name: /^send/i }).first().click()
  await expect(page.getByText('401').first()).toBeVisible()
  // That answer is what the click asked for; the browser reports it all the same.
  expect(unseen.errors.filter((error) => !error.includes('401'))).toEqual([])
  expect(unseen.foreign).toEqual([])
})

test('a person does the first steps and watches the event arrive', async ({ page, context, hookline }) => {
  await page.goto('/')
  for (const path of ['/v1/webhooks', '/v1/events']) {
    const command = (await page.locator('pre', { hasText: `${path} ` }).textContent()) ?? ''
    const [, url = ''] = /^curl (\S+)/.exec(command) ?? []
    const [, body = ''] = /-d '([^']*)'$/.exec(command) ?? []
    const headers = { authorization: `Bearer ${hookline.apiKey}`, 'content-type': 'application/json' }
    const answer = await fetch(url, { method: 'POST', headers, body })
    expect([path, answer.ok]).toEqual([path, true])
  }
  const opened = context.waitForEvent('page')
  await page.getByRole('link', { name: 'Watch it arrive in the echo bucket' }).click()
  const echo = await opened
  await expect(echo.getByText('"type": "level_completed"').first()).toBeVisible()
  await expect(echo.getByRole('rowheader', { name: 'webhook-id' })).toBeVisible()
})

test('a person copies a command', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/')
  await page.getByRole('button', { name: 'Copy: send an event' }).click()
  await expect(page.getByRole('button', { name: 'Copied: send an event' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^curl http.*\/v1\/events /)
})

test('a person is told when the server cannot be reached, and when it is back', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Hookline runs', exact: true })).toBeVisible()
  await page.route('**/readyz', (route) => route.abort())
  await expect(page.getByRole('heading', { name: 'Hookline does not answer' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('npm start')
  expect(await seriousViolations(page)).toEqual([])
  await page.unroute('**/readyz')
  await expect(page.getByRole('heading', { name: 'Hookline runs', exact: true })).toBeVisible()
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
