import { api, call, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { signIn, signInByHand } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

const event = { type: 'user_login', userId: 'u-1' }

test('a person makes a key that is shown once, uses it, and revokes it by its name', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/settings?tab=keys')
  await page.getByRole('button', { name: 'Make a key' }).click()
  await page.getByLabel('Name').fill('Web shop')
  await page.getByRole('button', { name: 'Make the key' }).click()
  const dialog = page.getByRole('dialog', { name: 'The key "Web shop"' })
  await expect(dialog).toContainText('shown this once')
  const key = (await dialog.locator('pre').first().textContent()) ?? ''
  await expect(dialog.locator('pre').last()).toContainText(`curl ${hookline.url}/v1/events`)
  const asShop = { ...hookline, apiKey: key }
  expect((await call(asShop, 'POST /v1/events', event)).status).toBe(202)
  expect((await call(asShop, 'GET /v1/users')).status).toBe(403)
  await page.getByRole('button', { name: 'I have stored it' }).click()
  await expect(page.getByText(key)).toHaveCount(0)
  await page.getByRole('button', { name: 'Revoke Web shop' }).click()
  await expect(page.getByRole('dialog', { name: 'Revoke "Web shop"?' })).toContainText('are refused from now on')
  await page.getByRole('button', { name: 'Revoke the key' }).click()
  await expect(page.getByRole('row', { name: /Web shop/ })).toHaveCount(0)
  expect((await call(asShop, 'POST /v1/events', event)).status).toBe(401)
})

test('a person turns calls off, sees what is held, and drops it when turning them on', async ({ page, hookline }) => {
  const bucket = 'settings-spec-bucket'
  const request = {
    method: 'POST',
    urls: [`${hookline.url}/echo-send/${bucket}/`],
    contentType: 'application/json',
    headers: [],
    body: null,
  }
  await api(hookline, 'POST /v1/webhooks', { name: 'Held', eventTypes: ['prize_assigned'], request, policy: {} })
  await signIn(page, hookline)
  await page.goto('/settings?tab=calls')
  await page.getByRole('button', { name: 'Turn off calls…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Turn off calls' }).click()
  await expect(page.getByRole('heading', { name: 'Calls are off', exact: true })).toBeVisible()
  await expect(page.getByText(/Switched off .* by/)).toBeVisible()
  await expect(page.getByText('Calls are switched off: events are stored')).toBeVisible()
  await page.goto('/events?send=prize_assigned')
  await expect(page.getByRole('dialog', { name: 'Send a sample event' })).toContainText('their calls are held')
  await page.goto('/settings?tab=audit')
  await expect(page.getByRole('row', { name: /switched calls off/ })).toBeVisible()
  await page.goto('/settings?tab=calls')
  const prize = { type: 'prize_assigned', userId: 'u-1' }
  await sendEvents(hookline, prize, prize)
  await expect(page.getByRole('region', { name: 'Calls are off' }).getByText('2 deliveries are held.')).toBeVisible()
  await expect(page.getByText('nothing leaves. 2 deliveries are held. Since')).toBeVisible()
  await page.getByRole('button', { name: 'Turn on calls…' }).click()
  await expect(page.getByRole('button', { name: 'Turn on and send 2' })).toBeVisible()
  await page.getByRole('radio', { name: 'Send those made since…' }).check()
  await expect(page.getByRole('button', { name: 'Turn on, send 2, drop 0' })).toBeVisible()
  await page.getByRole('radio', { name: 'Drop all' }).check()
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Turn on and drop 2' }).click()
  await expect(page.getByRole('heading', { name: 'Calls are on' })).toBeVisible()
  const cancelled = await api<{ items: object[] }>(hookline, 'GET /v1/deliveries?status=cancelled&eventType=prize_assigned')
  expect(cancelled.items).toHaveLength(2)
})

test('a person keeps less, and is told before what is deleted', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/settings?tab=retention')
  await page.getByLabel("Events and journeys' runs").fill('3')
  await page.getByLabel('Deliveries with their attempts').focus()
  await expect(page.getByText('Take 7 days or more')).toBeVisible()
  await page.getByLabel("Events and journeys' runs").fill('60')
  await page.getByRole('button', { name: 'Save the retention' }).click()
  await expect(page.getByRole('dialog', { name: 'Keep less?' })).toContainText('Events and runs older than 60 days')
  await page.getByRole('button', { name: 'Delete what is older' }).click()
  await expect(page.getByText('The retention is changed')).toBeVisible()
  const settings = await api<object>(hookline, 'GET /v1/settings')
  expect(settings).toMatchObject({ eventsRetentionDays: 60, deliveriesRetentionDays: 30 })
})

test('a person reads who changed what', async ({ page, hookline }) => {
  await api(hookline, 'POST /v1/echo-buckets', { name: '<img src=x onerror="window.__x=1">' })
  await signIn(page, hookline)
  await page.goto('/settings?tab=audit')
  await expect(page.getByRole('row', { name: /HOOKLINE_API_KEY.*made the echo bucket "<img src=x/ })).toBeVisible()
  expect(await page.evaluate(() => '__x' in window)).toBe(false)
})

test('a person changes their name and password, and signs in with the new one', async ({ page, hookline }) => {
  const changed = 'another long password 47'
  await signInByHand(page, hookline)
  await page.goto('/settings')
  await page.getByLabel('Name').fill('Anna Tester')
  await page.getByRole('button', { name: 'Save the name' }).click()
  await expect(page.getByText('Your name is changed')).toBeVisible()
  const change = async (current: string, next: string) => {
    await page.getByLabel('Current password').fill(current)
    await page.getByLabel('New password').fill(next)
    await page.getByRole('button', { name: 'Change the password' }).click()
  }
  await change('not my password', changed)
  await expect(page.getByText(/not your (current )?password/i)).toBeVisible()
  await change(hookline.password, changed)
  await expect(page.getByText('Your password is changed')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(page).toHaveURL(/\/sign-in/)
  await signInByHand(page, { ...hookline, password: changed })
  await page.goto('/settings?tab=members')
  await expect(page.getByRole('row', { name: /Anna Tester \(you\) admin@example.com/ })).toBeVisible()
  await page.goto('/settings')
  await change(changed, hookline.password)
  await expect(page.getByText('Your password is changed')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 900, height: 900 } })

    test('a person goes through all settings by their tabs', async ({ page, hookline, baseURL }) => {
      const unseen = watchPage(page, baseURL)
      await signIn(page, hookline)
      await page.goto('/settings')
      for (const name of ['Members', 'API keys', 'Calls', 'Retention', 'Audit', 'About', 'Account']) {
        await page.getByRole('tab', { name }).click()
        await expect(page.getByRole('tabpanel', { name })).toBeVisible()
        await expect(page.getByRole('status', { name: 'Loading' })).toHaveCount(0)
        expect(await seriousViolations(page)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
      await expect(page).toHaveURL(/tab=account/)
      expect(unseen).toEqual(nothingUnseen)
    })
  })
}
