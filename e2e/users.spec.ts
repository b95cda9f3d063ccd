import { api, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

const hostileId = '<img src=x onerror="window.__x=1">\u202e'.padEnd(255, 'x')

const login = (userId: string, state: object = {}) => ({ type: 'user_login', userId, state })

test('a person learns that users come by their first event, and sees the first one come', async ({ page, hookline, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await page.goto('/users')
  await expect(page.getByRole('heading', { name: 'No users yet' })).toBeVisible()
  await sendEvents(hookline, login('first-user', { level: 5 }))
  await expect(page.getByRole('row', { name: /first-user.*level 5/ })).toBeVisible()
  expect(unseen).toEqual(nothingUnseen)
})

test('a person finds a user by a part of its id, and comes back to the search', async ({ page, hookline }) => {
  await sendEvents(hookline, login('crm-4711'), login('crm-4712'), login('shop-1'))
  await signIn(page, hookline)
  await page.goto('/users')
  await page.getByRole('textbox', { name: 'Search by a part of the id' }).fill('CRM-47')
  await expect(page.getByRole('link', { name: 'shop-1' })).toHaveCount(0)
  await expect(page).toHaveURL(/q=CRM-47/)
  await page.getByRole('link', { name: 'crm-4712' }).click()
  await expect(page.getByRole('heading', { name: 'crm-4712', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('textbox', { name: 'Search by a part of the id' })).toHaveValue('CRM-47')
})

test('a person adds, changes and deletes a property, and takes the deletion back', async ({ page, hookline }) => {
  await sendEvents(hookline, login('edited-1', { level: 5 }))
  await signIn(page, hookline)
  await page.goto('/users/edited-1')
  await page.getByRole('button', { name: 'Add a property' }).click()
  await page.getByLabel('Name').fill('level_name')
  await page.getByLabel('Value').fill('My level with " inside')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('row', { name: /level_name Text My level with " inside/ })).toBeVisible()

  await page.getByRole('button', { name: 'Change level', exact: true }).click()
  await page.getByLabel('Value').fill('12345678901234567890')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('more digits than a number keeps')).toBeVisible()
  await page.getByLabel('Value').fill('6')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('row', { name: /level Number 6/ })).toBeVisible()

  await page.getByRole('button', { name: 'Delete level', exact: true }).click()
  await expect(page.getByRole('row', { name: /level Number 6/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('row', { name: /level Number 6/ })).toBeVisible()
})

test('a person sees what happened to a user and everything that was sent about it', async ({ page, hookline }) => {
  const { url } = hookline
  const request = {
    method: 'POST',
    urls: [`${url}/echo-send/users-spec-bucket/`],
    contentType: 'application/json',
    headers: [],
    body: null,
  }
  const webhook = { name: 'To the CRM', eventTypes: ['quest_completed'], request, policy: {} }
  await api(hookline, 'POST /v1/webhooks', webhook)
  await sendEvents(hookline, { type: 'quest_completed', userId: 'sent-1', data: { quest: 'dragon' } })
  await signIn(page, hookline)
  await page.goto('/users/sent-1')
  await page.getByRole('tab', { name: 'Events' }).click()
  await expect(page.getByRole('row', { name: /Quest completed quest dragon/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Webhooks' }).click()
  await expect(page.getByRole('row', { name: /Succeeded To the CRM/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Journeys' }).click()
  await expect(page.getByText('This user was in no journey yet')).toBeVisible()
  await page.goto('/users/sent-1?tab=webhooks')
  await page.getByRole('link', { name: 'Succeeded' }).click()
  await expect(page).toHaveURL(/\/deliveries\//)
})

test('a person who follows an old link learns that there is no such user', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/users/nobody')
  await expect(page.getByRole('heading', { name: 'No event was about this user yet' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 900, height: 900 } })

    test('hostile ids, names and values are shown as text and break nothing', async ({ page, hookline, baseURL }) => {
      await sendEvents(hookline, login(hostileId, { '<svg onload=1>': '<img src=x onerror="window.__x=1">', long: 'x'.repeat(60_000) }))
      const unseen = watchPage(page, baseURL)
      await signIn(page, hookline)
      await page.goto('/users?q=onerror')
      const link = page.getByRole('link', { name: /<img src=x onerror/ })
      await expect(link).toBeVisible()
      expect(await seriousViolations(page)).toEqual([])
      await link.click()
      await expect(page.getByRole('cell', { name: '<svg onload=1>', exact: true })).toBeVisible()
      await expect(page.locator('main img')).toHaveCount(0)
      expect(await page.evaluate(() => '__x' in window)).toBe(false)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      expect(await seriousViolations(page)).toEqual([])
      expect(unseen).toEqual(nothingUnseen)
    })
  })
}
