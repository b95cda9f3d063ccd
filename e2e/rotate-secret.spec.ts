import { api } from './api.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'

test('a secret is rotated with an overlap, and the new one is shown once', async ({ page, hookline }) => {
  await signIn(page, hookline)
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', {
    ...{ name: 'Rotated', eventTypes: ['*'], request: { urls: ['https://crm.example.com/rotated'] }, secret: 'generate' },
  })
  // What stands below the request comes with it, however late that is: it would be pushed down from under the hand.
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await page.route('**/request-form-*.js', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`/api-central/${id}`)
  await expect(page.getByRole('textbox', { name: 'hook_id' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Rotate the secret…' })).toHaveCount(0)
  letGo()
  await page.getByRole('button', { name: 'Rotate the secret…' }).click()
  await page.getByRole('dialog').getByLabel('The former secret still signs for, hours').fill('2')
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate the secret' }).click()
  const told = page.getByRole('dialog', { name: 'Signing secret' })
  await expect(told).toContainText('whsec_')
  await told.getByRole('button', { name: 'How the receiver verifies it' }).click()
  await expect(told).toContainText('createHmac')
  await told.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByText(/The former secret signs too; it ends in \d/)).toBeVisible()
})
