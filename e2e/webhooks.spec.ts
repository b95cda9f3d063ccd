// A CRM admin subscribes a URL to an event, tests it, sees its history, and mends what is wrong.
import { createHmac } from 'node:crypto'
import type { Page } from '@playwright/test'
import { api, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { type Crm, startCrm } from './crm.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'

let crm: Crm
test.beforeAll(async () => {
  crm = await startCrm()
})
test.afterAll(() => crm.stop())
test.beforeEach(async ({ page, hookline }) => {
  page.setDefaultTimeout(15_000)
  await signIn(page, hookline)
})

async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}

async function chooseEvent(page: Page, search: string, option: RegExp | string): Promise<void> {
  await page.getByRole('combobox', { name: 'Events' }).fill(search)
  await page.getByRole('listbox').getByRole('option', { name: option }).first().click()
  await page.keyboard.press('Escape')
}

test('a CRM admin subscribes a URL to an event, tests it, sees its history, and mends what is wrong', async ({ page, hookline }) => {
  test.setTimeout(120_000)
  let secret = ''
  await test.step('makes a webhook by a short form and is shown its secret once', async () => {
    await page.goto('/api-central')
    await expect(page.getByRole('heading', { name: 'No webhook yet' })).toBeVisible()
    await page.getByRole('button', { name: 'New webhook' }).first().click()
    const dialog = page.getByRole('dialog')
    await chooseEvent(page, 'level comp', /^Level completed/)
    await dialog.getByRole('textbox', { name: 'URL' }).fill(`${crm.url}/hooks`)
    await shoot(page, 'new webhook')
    await dialog.getByRole('button', { name: 'Create the webhook' }).click()
    await expect(dialog.getByText('The signing secret, shown only now')).toBeVisible()
    secret = (await dialog.getByText(/^whsec_/).textContent()) ?? ''
    expect(secret).toMatch(/^whsec_/)
    await dialog.getByText('Python').click()
    await expect(dialog.getByText('hmac.compare_digest')).toBeVisible()
    await dialog.getByRole('button', { name: 'Open the webhook' }).click()
    await expect(page.getByRole('heading', { level: 1, name: /^Level completed → 127/ })).toBeVisible()
  })

  const drawer = page.getByRole('dialog', { name: 'Test the webhook' })
  await test.step('tests it, and reads that the Authorization header is missing', async () => {
    await page.getByRole('button', { name: 'Test…' }).click()
    await drawer.getByRole('textbox', { name: 'User id' }).fill('u-42')
    await drawer.getByRole('button', { name: 'Send the test' }).click()
    const result = drawer.getByRole('region', { name: 'Result of the test' })
    await expect(result.getByText('Not accepted')).toBeVisible()
    await expect(result.getByText(/answered 401: an Authorization header is missing/)).toBeVisible()
    await expect(result.getByRole('table', { name: 'Headers of answer 1' })).toContainText('application/json')
    await expect(result.getByText('who are you')).toBeVisible()
    await shoot(page, 'test refused')
    expect(await seriousViolations(page)).toEqual([])
    await drawer.getByRole('button', { name: 'Close' }).click()
  })

  await test.step('adds the header as a secret, saves, and the test is accepted', async () => {
    await page.getByRole('button', { name: 'Add a header' }).click()
    await page.getByRole('textbox', { name: 'Name of header 1' }).fill('Authorization')
    await page.getByRole('switch', { name: 'Secret: Authorization' }).click()
    await page.getByLabel('New value of Authorization').fill('Bearer crm-token')
    const bar = page.getByRole('region', { name: 'Changes that are not saved' })
    await expect(bar).toBeVisible()
    await bar.getByRole('button', { name: 'Save the webhook' }).click()
    await expect(bar).toBeHidden()
    await expect(page.getByText('•••••• stored')).toBeVisible()
    await page.getByRole('button', { name: 'Test…' }).click()
    await drawer.getByRole('button', { name: 'Send the test' }).click()
    await expect(drawer.getByText('Accepted', { exact: true })).toBeVisible()
    await drawer.getByRole('button', { name: 'Close' }).click()
    expect(crm.received.at(-1)?.headers.authorization).toBe('Bearer crm-token')
  })

  await test.step('sends an event, and finds its call in the history, but not the tests', async () => {
    await sendEvents(hookline, { type: 'level_completed', userId: 'u-7', data: { level: 3 } })
    await page.getByRole('tab', { name: 'History' }).click()
    const rows = page.getByRole('table', { name: 'Deliveries' }).getByRole('row')
    await expect(rows).toHaveCount(2)
    await rows.filter({ hasText: 'u-7' }).getByRole('link').first().click()
    const panel = page.getByRole('complementary', { name: 'Delivery' })
    await expect(panel).toContainText('Succeeded: 200 from 127.0.0.1')
    await panel.getByRole('tab', { name: /^Attempts/ }).click()
    await expect(page).toHaveURL(/tab=history.*part=attempts/)
    await page.reload()
    await expect(panel.getByText('"stored"')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(panel).toBeHidden()
    await expect(page).not.toHaveURL(/delivery=/)
  })

  await test.step('sees what is sent as an example, and verifies what arrived', async () => {
    await page.getByRole('tab', { name: 'Example' }).click()
    const example = page.getByRole('group', { name: 'Example' })
    await expect(example).toContainText('"scope"')
    await expect(example).toContainText('user_activity')
    await expect(example).not.toContainText('crm-token')
    await page.goto('/api-central?tab=signatures')
    const { headers: received, body } = crm.received.at(-1) ?? { headers: {}, body: '' }
    const headers = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(received[name])]),
    )
    const box = page.getByRole('region', { name: 'Verify a signature' })
    await box.getByLabel('Signing secret').fill(secret)
    for (const [name, value] of Object.entries(headers)) await box.getByLabel(name).fill(value)
    await box.getByLabel('Body').fill(body)
    await expect(box.getByText('Valid with this secret')).toBeVisible()
    await box.getByLabel('Body').fill(`${body} `)
    await expect(box.getByText('Not valid with this secret')).toBeVisible()
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`)
  })
})

test('what is half done is never lost unasked: leaving asks, a secret is taken when its field is left', async ({ page, hookline }) => {
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', {
    ...{ name: 'Kept', eventTypes: ['user_reward/*'], request: { urls: [`${crm.url}/kept`] } },
  })
  await page.goto(`/api-central/${id}`)
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Renamed')
  await page.getByRole('link', { name: 'Deliveries' }).click()
  const dialog = page.getByRole('dialog', { name: 'Leave with changes that are not saved?' })
  await expect(dialog).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Renamed')
  await page.getByRole('tab', { name: 'Example' }).click()
  await expect(page.getByText('as it was saved last')).toBeVisible()
  await page.getByRole('tab', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Save the webhook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Renamed' })).toBeVisible()
  await page.getByRole('link', { name: 'Deliveries' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Deliveries' })).toBeVisible()
})

test('a webhook is made inactive and active, copied, and deleted by its name', async ({ page, hookline }) => {
  const policy = { retry: { delaysSeconds: [600, 600] } }
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', {
    ...{ name: 'To be deleted', eventTypes: ['high_score'], request: { urls: [`${crm.url}/refused`] }, policy },
  })
  await sendEvents(hookline, { type: 'high_score', userId: 'u-9', data: { score: 1 } })
  await page.goto(`/api-central/${id}`)
  const wrong = page.getByRole('region', { name: 'What is wrong' })
  await expect(wrong).toContainText('an Authorization header is missing')
  await page.getByRole('switch', { name: 'Active' }).click()
  await expect(wrong).toContainText('The webhook is inactive: no event is sent. 1 delivery is held')
  await expect(wrong).toContainText('by admin')
  await shoot(page, 'inactive')
  expect(await seriousViolations(page)).toEqual([])
  await wrong.getByRole('button', { name: 'Make active' }).click()
  const choice = page.getByRole('dialog', { name: 'Make "To be deleted" active' })
  await expect(choice).toContainText('It holds 1 delivery. What becomes of it?')
  await expect(choice.getByRole('radio', { name: 'Send all' })).toBeChecked()
  const seen = crm.received.length
  await choice.getByRole('button', { name: 'Make it active and send 1' }).click()
  await expect(wrong).not.toContainText('inactive')
  await expect.poll(() => crm.received.length).toBe(seen + 1)

  await page.goto('/api-central?q=To be')
  await page.getByRole('button', { name: 'More for To be deleted' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'To be deleted (copy)' })).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Active' })).not.toBeChecked()

  await page.goto(`/api-central/${id}`)
  await page.getByRole('button', { name: 'More for this webhook' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete "To be deleted"?' })
  await expect(dialog).toContainText('The delivery that it owes is cancelled and never sent.')
  await dialog.getByRole('button', { name: 'Delete the webhook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'API central' })).toBeVisible()
  await page.goto(`/api-central/${id}`)
  await expect(page.getByRole('heading', { name: 'There is no such webhook' })).toBeVisible()
})

test('a person puts an event type of their own into a group of their own, and a webhook takes the group', async ({ page, hookline }) => {
  await page.goto('/events?tab=types')
  await page.getByRole('button', { name: 'Declare an event type' }).first().click()
  const declared = page.getByRole('dialog')
  await declared.getByRole('textbox', { name: 'Name' }).fill('table_reserved')
  await declared.getByLabel('Group').fill('restaurant')
  await declared.getByRole('button', { name: 'Declare', exact: true }).click()
  await expect(page.getByText('Group restaurant')).toBeVisible()
  await page.goto('/api-central')
  await page.getByRole('button', { name: 'New webhook' }).first().click()
  await chooseEvent(page, 'restaurant', /^Group restaurant/)
  await page.getByRole('dialog').getByRole('textbox', { name: 'URL' }).fill(`${crm.url}/restaurant`)
  await page.getByRole('dialog').getByRole('switch', { name: 'Sign the requests' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create the webhook' }).click()
  await expect(page.getByRole('heading', { level: 1, name: /^Group restaurant/ })).toBeVisible()
  await sendEvents(hookline, { type: 'table_reserved', userId: 'u-1', data: { seats: 4 } })
  await expect.poll(() => crm.received.map(({ body }) => (JSON.parse(body) as { scope: string }).scope)).toContain('restaurant')
})

test('in a campaign a webhook keeps to its events; the master switch says what it holds', async ({ page, hookline }) => {
  await page.goto('/campaigns')
  await expect(page.getByRole('heading', { name: 'No campaign yet' })).toBeVisible()
  await page.getByRole('button', { name: 'New campaign' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Summer')
  await page.getByRole('textbox', { name: 'Id' }).fill('summer')
  await page.getByRole('button', { name: 'Create the campaign' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Summer' })).toBeVisible()
  await page.getByRole('button', { name: 'New webhook' }).first().click()
  await chooseEvent(page, 'user_reward', /^Group user_reward/)
  await page.getByRole('dialog').getByRole('textbox', { name: 'URL' }).fill(`${crm.url}/summer`)
  await page.getByRole('dialog').getByRole('switch', { name: 'Sign the requests' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Create the webhook' }).click()
  await expect(page.getByRole('link', { name: '← Summer' })).toBeVisible()
  await api(hookline, 'PATCH /v1/settings', { webhooksEnabled: false })
  await sendEvents(
    hookline,
    { type: 'prize_assigned', userId: 'u-1', campaignId: 'summer' },
    { type: 'prize_assigned', userId: 'u-1', campaignId: 'winter' },
  )
  const wrong = page.getByRole('region', { name: 'What is wrong' })
  await expect(wrong).toContainText('Calls are switched off for the whole workspace: deliveries are made and held. 1 delivery is held')
  await page.getByRole('button', { name: 'Test…' }).click()
  await expect(page.getByRole('button', { name: 'Send the test' })).toBeDisabled()
  await page.getByRole('button', { name: 'Send to echo' }).click()
  await expect(page.getByRole('region', { name: 'Received body' })).toContainText('"id": "summer"')
  await page.keyboard.press('Escape')
  await api(hookline, 'PATCH /v1/settings', { webhooksEnabled: true })
  await expect(wrong).not.toContainText('switched off')
  await page.getByRole('link', { name: '← Summer' }).click()
  await expect(page.getByRole('table', { name: 'Webhooks' }).getByRole('row')).toHaveCount(2)
})
