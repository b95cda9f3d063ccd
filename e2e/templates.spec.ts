import type { Locator, Page } from '@playwright/test'
import { sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { bucketOf } from './canvas.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

const secret = 'correct horse battery staple'

async function write(page: Page, editor: Locator, text: string): Promise<void> {
  await editor.click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.insertText(text)
}

test('a marketer writes a body: from a sample, with what is wrong said and mended by a click, signed with a secret', async ({
  page,
  hookline,
  baseURL,
}) => {
  test.slow()
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await page.goto('/settings?tab=secrets')
  await page.getByRole('button', { name: 'Add a secret' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('crm-key')
  await page.getByLabel('Value', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Add the secret' }).click()
  await expect(page.getByRole('table', { name: 'Secrets' })).toContainText('crm-key')
  expect(await seriousViolations(page)).toEqual([])

  await page.goto('/automations/new')
  await page.getByRole('button', { name: /^New rule/ }).click()
  await page.getByRole('textbox', { name: 'Event type' }).click()
  await page.getByRole('option', { name: /Level completed/ }).click()
  await page.getByRole('textbox', { name: 'URL', exact: true }).click()
  await page.keyboard.insertText(bucketOf(hookline, 'body-story-0123456789'))

  await page.getByRole('button', { name: 'Paste a sample' }).click()
  await page.getByRole('textbox', { name: 'A body that the receiver takes' }).fill('{"user_id":"abc","level":3,"source":"web"}')
  await page.getByRole('button', { name: 'Make a template of it' }).click()
  const body = page.getByRole('textbox', { name: 'Body', exact: true })
  await expect(body).toContainText('"level": {{event.level}}')
  await expect(page.getByText(/2 fields were suggested/)).toBeVisible()
  await expect(page.getByText('Valid JSON for every event')).toBeVisible()

  await body.getByText('event.level').hover()
  await expect(page.locator('.hookline-hover')).toContainText('Last value')

  await write(page, body, '{"tags":[{{#each event.tags}}"{{this}}",{{/each}}],"level":"{{event.level}}"}')
  await expect(page.getByText('Not JSON for some events')).toBeVisible()
  await page.getByRole('button', { name: 'Show an example' }).click()
  await expect(page.getByRole('region', { name: 'Body that breaks' })).toContainText('{"tags":["1",],')
  await page.getByRole('button', { name: 'What template.trailing-comma means' }).click()
  await expect(page.getByText('A comma has nothing behind it.')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /instead of the comma/ }).click()
  await expect(page.getByText('Valid JSON for every event')).toBeVisible()
  await page.getByRole('button', { name: 'Remove the quotes to send a number' }).click()
  await expect(body).toContainText('"level":{{event.level}}')

  await write(page, body, '{"level":{{event.level}},"hash":"{{hmacSha256 user.id "crm-key"}}"}')
  await expect(page.getByText('[hmac of crm-key]').first()).toBeVisible()
  await page.getByText('Rows', { exact: true }).click()
  await page.getByRole('button', { name: 'Add a row' }).click()
  await page.getByRole('textbox', { name: 'Key of row 3' }).fill('user')
  await page.getByRole('combobox', { name: 'Type of user' }).click()
  await page.getByRole('option', { name: 'Object' }).click()
  await page.getByRole('button', { name: 'Add a row to row 3' }).click()
  await page.getByRole('textbox', { name: 'Key of row 3.1' }).fill('id')
  await page.getByRole('textbox', { name: 'Value of id' }).click()
  await page.keyboard.insertText('{{user.id}}')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Version 1 is live')).toBeVisible()
  await sendEvents(hookline, { type: 'level_completed', userId: 'anna', data: { level: 7 } })
  await expect(async () => {
    const answer = await page.request.get('/echo-list/body-story-0123456789/', { headers: { accept: 'application/json' } })
    const { items } = await answer.json()
    expect(JSON.parse(items[0].body)).toMatchObject({ level: 7, hash: expect.stringMatching(/^[0-9a-f]{64}$/), user: { id: 'anna' } })
  }).toPass()
  expect(unseen).toEqual(nothingUnseen)
})
