import type { Page } from '@playwright/test'
import { expect, type Hookline } from './hookline.ts'

/** Signs in as the admin that the product was started with. */
export async function signIn(page: Page, hookline: Hookline): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(hookline.email)
  await page.getByLabel('Password', { exact: true }).fill(hookline.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).not.toHaveURL(/\/sign-in/)
}
