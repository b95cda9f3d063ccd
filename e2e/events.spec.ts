import { api } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'

test.beforeEach(({ page, hookline }) => signIn(page, hookline))

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('a newcomer learns how an event is sent', async ({ page, baseURL }) => {
      await page.goto('/events?type=never_sent')
      await expect(page.getByRole('heading', { name: 'No event matches' })).toBeVisible()
      await page.route('**/v1/events?*', (route) => route.fulfill({ json: { items: [], nextCursor: null } }))
      await page.goto('/events')
      await expect(page.getByRole('heading', { name: 'No event has come yet' })).toBeVisible()
      await expect(page.locator('pre')).toContainText(`curl ${baseURL}/v1/events`)
      await expect(page.getByRole('link', { name: 'Make an API key in Settings' })).toBeVisible()
      expect(await seriousViolations(page)).toEqual([])
    })

    test('a person reads the reference of event types', async ({ page }) => {
      await page.goto('/events?tab=types&name=purchase_completed')
      const type = page.getByRole('article', { name: 'purchase_completed' })
      await expect(type.getByRole('row', { name: /amount number/ })).toBeVisible()
      await expect(type.getByRole('region', { name: 'Sample of purchase_completed' })).toContainText('"currency"')
      await expect(type.locator('pre').last()).toContainText('"type":"purchase_completed"')
      expect(await seriousViolations(page)).toEqual([])
    })
  })
}

test('a person sends a sample event and sees that nothing waits for it', async ({ page }) => {
  await page.goto('/events')
  await page.getByRole('button', { name: 'Send a sample event' }).click()
  await expect(page).toHaveURL(/send=/)
  const drawer = page.getByRole('dialog', { name: 'Send a sample event' })
  await drawer.getByRole('combobox', { name: 'Event type' }).click()
  await page.getByRole('listbox').getByRole('option', { name: 'User login' }).click()
  const asJson = drawer.getByRole('switch', { name: 'Data as JSON' })
  await asJson.check()
  const json = drawer.getByRole('textbox', { name: 'Data, JSON' })
  await json.fill('{"level": ')
  await expect(drawer.getByText('It ends too early')).toBeVisible()
  await expect(drawer.getByRole('button', { name: 'Send the event' })).toBeDisabled()
  await json.fill('{"level": 3, }')
  await expect(drawer.getByText('Line 1, character 14: a comma too many before this }.')).toBeVisible()
  await json.fill('{"level": 3}')
  await asJson.uncheck()
  await expect(drawer.getByRole('textbox', { name: 'level', exact: true })).toHaveValue('3')
  await drawer.getByLabel('User id').fill('u-sample')
  await drawer.getByRole('button', { name: 'Add a field to State' }).click()
  await drawer.getByRole('group', { name: 'New field of State' }).getByLabel('Name').fill('name')
  await page.keyboard.press('Enter')
  await drawer.getByRole('textbox', { name: 'name', exact: true }).fill('Ada')
  await drawer.getByRole('button', { name: 'Send the event' }).click()
  await expect(page).toHaveURL(/\/events\/evt_/)
  await expect(page.getByRole('heading', { name: 'User login' })).toBeVisible()
  await expect(page.getByText('user_login', { exact: true })).toBeVisible()
  await expect(page.getByText('Nothing came of it')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Data of the event' })).toContainText('"level": 3')
  await expect(page.getByRole('region', { name: 'State that came with the event' })).toContainText('Ada')
  await page.getByRole('link', { name: '← Events' }).click()
  await expect(page.getByRole('row', { name: /user_login u-sample/ })).toBeVisible()
})

test('a person is told why an event did not match, and what came of one that did', async ({ page, hookline }) => {
  const bucket = `${hookline.url}/echo-send/e2e-events-0123456789/`
  const condition = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
  await api(hookline, 'POST /v1/webhooks', { name: 'Level 5', eventTypes: ['level_up'], condition, request: { urls: [bucket] } })
  await api(hookline, 'POST /v1/events', { id: 'low/1', type: 'level_up', userId: 'u-1', data: { level: 3 } })
  await api(hookline, 'POST /v1/events', { id: 'high/1', type: 'level_up', userId: 'u-1', data: { level: 7 } })
  await page.goto(`/events/${encodeURIComponent('low/1')}`)
  await expect(page.getByText('Did not match')).toBeVisible()
  await expect(page.getByText('level ≥ 5 is false: level is 3')).toBeVisible()
  await page.goto(`/events/${encodeURIComponent('high/1')}`)
  await expect(page.getByText('Matched')).toBeVisible()
  await page.getByRole('link', { name: /Succeeded/ }).click()
  await expect(page.getByRole('complementary', { name: 'Delivery' })).toContainText('Succeeded: 200 from')
})

test('a person declares an event type and describes it', async ({ page }) => {
  await page.goto('/events?tab=types')
  await page.getByRole('button', { name: 'Declare an event type' }).click()
  const dialog = page.getByRole('dialog', { name: 'Declare an event type' })
  await dialog.getByLabel('Name').fill('badge_won')
  await dialog.getByLabel('Title').fill('Badge won')
  await dialog.getByLabel('Sample').fill('{"badge": "gold"}')
  await dialog.getByRole('button', { name: 'Declare' }).click()
  const type = page.getByRole('article', { name: 'badge_won' })
  await expect(type.getByRole('row', { name: /badge text "gold"/ })).toBeVisible()
  await type.getByRole('button', { name: 'Edit' }).click()
  const edit = page.getByRole('dialog', { name: 'Edit badge_won' })
  await edit.getByLabel('Description').fill('A user won a badge.')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(type).toContainText('A user won a badge.')
})
