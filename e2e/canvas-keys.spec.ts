import type { Page } from '@playwright/test'
import { block, tabTo } from './canvas.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

/** Types into a list that is searched, and takes what fits first. */
async function choose(page: Page, words: string, option: RegExp): Promise<void> {
  await page.keyboard.type(words)
  await expect(page.getByRole('option', { name: option }).first()).toHaveAttribute('data-combobox-selected', 'true')
  await page.keyboard.press('Enter')
}

async function addAfter(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Insert')
  await expect(page.getByLabel('Find a block to add')).toBeFocused()
  await choose(page, words, new RegExp(words, 'i'))
}

test('a person without a mouse draws a journey from an empty canvas and publishes it', async ({ page, hookline, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await page.goto('/automations')
  await tabTo(page, page.getByRole('link', { name: 'New automation' }).first())
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('button', { name: /^New journey/ }))
  await page.keyboard.press('Enter')

  const trigger = block(page, 'When')
  await tabTo(page, trigger)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Event type' })).toBeFocused()
  await choose(page, 'level_completed', /Level completed/)
  await expect(block(page, 'When: level_completed')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(trigger).toBeFocused()
  await expect(page.locator('.react-flow__node:focus-visible')).toHaveCount(1)

  await addAfter(page, 'yes or no')
  await expect(block(page, 'If')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Add a condition' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Field of condition 1' })).toBeFocused()
  await choose(page, 'event.level', /level/)
  await tabTo(page, page.getByRole('combobox', { name: 'Comparison of condition 1' }))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('option', { name: 'is at least' })).toHaveAttribute('data-combobox-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('textbox', { name: 'Value of condition 1' }))
  await page.keyboard.type('5')
  await expect(block(page, 'If: level is at least 5')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(block(page, 'If')).toBeFocused()

  await addAfter(page, 'WebHook')
  await expect(block(page, 'WebHook')).toBeFocused()
  await expect(page.locator('[aria-label="Way from If by yes to WebHook"]')).toBeAttached()
  await page.keyboard.press('Enter')
  await tabTo(page, page.getByRole('textbox', { name: 'URL', exact: true }))
  await page.keyboard.type('https://crm.example.com/levels')
  await expect(block(page, 'WebHook: POST crm.example.com/levels')).toBeVisible()

  const publish = page.getByRole('button', { name: 'Publish', exact: true })
  await tabTo(page, publish, 'Shift+Tab')
  await expect(publish).toHaveAttribute('aria-disabled', 'false')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Version 1 is live')).toBeVisible()
  expect(unseen).toEqual(nothingUnseen)
})
