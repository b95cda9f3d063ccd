import type { Page } from '@playwright/test'
import { sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { bucketOf } from './canvas.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

async function chooseEvent(page: Page, title: RegExp): Promise<void> {
  await page.getByRole('textbox', { name: 'Event type' }).click()
  await page.getByRole('option', { name: title }).click()
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: label, exact: true }).click()
  await page.keyboard.insertText(text)
}

test('a person builds a rule in the form, tries it, publishes it, and sees the call of an event', async ({ page, hookline, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await page.goto('/automations')
  await page.getByRole('link', { name: 'New automation' }).first().click()
  await page.getByRole('button', { name: /^New rule/ }).click()
  await chooseEvent(page, /Level completed/)
  await page.getByRole('button', { name: 'Add a condition' }).click()
  await page.getByRole('textbox', { name: 'Field of condition 1' }).click()
  await page
    .getByRole('option', { name: /^level 5/ })
    .first()
    .click()
  await expect(page.getByRole('combobox', { name: 'Comparison of condition 1' })).toHaveValue('is at least')
  await page.getByRole('textbox', { name: 'Value of condition 1' }).fill('5')
  await expect(page.getByText('level is at least 5')).toBeVisible()
  await typeInto(page, 'URL', bucketOf(hookline, 'rule-story-0123456789'))
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('Matched: 1 call would be made')).toBeVisible()
  await expect(page.getByText(/level is 5/)).toBeVisible()
  await page.getByRole('button', { name: 'Send to echo' }).click()
  await expect(page.getByText('Received by')).toBeVisible()
  await page.getByRole('button', { name: 'Close the test' }).click()

  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Version 1 is live')).toBeVisible()
  await sendEvents(hookline, { type: 'level_completed', userId: 'anna', data: { level: 7 } })
  await sendEvents(hookline, { type: 'level_completed', userId: 'ben', data: { level: 3 } })
  await page.goto('/deliveries')
  await expect(page.getByRole('row', { name: /anna/ })).toContainText('Succeeded')
  await expect(page.getByRole('row', { name: /ben/ })).toHaveCount(0)
  expect(unseen).toEqual(nothingUnseen)
})

test('a person duplicates, renames, deletes and brings back an automation', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/automations/new')
  await page.getByRole('button', { name: /Opt-in → Zapier/ }).click()
  await expect(page.getByRole('heading', { name: 'Opt-in → Zapier' })).toBeVisible()
  await page.getByRole('link', { name: '← Automations' }).click()
  const menuOf = (name: string) => page.getByRole('button', { name: `More for ${name}`, exact: true })
  const doIn = async (name: string, what: string) => {
    await menuOf(name).click()
    await page
      .getByRole('menu', { name: `More for ${name}`, exact: true })
      .getByRole('menuitem', { name: what })
      .click()
  }
  await doIn('Opt-in → Zapier', 'Duplicate')
  await doIn('Opt-in → Zapier (copy)', 'Rename')
  await page.getByRole('textbox', { name: 'Name' }).fill('A second one')
  await page.getByRole('button', { name: 'Rename' }).click()
  await doIn('A second one', 'Delete')
  await expect(page.getByRole('link', { name: 'A second one' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('link', { name: 'A second one' })).toBeVisible()
  await page.setViewportSize({ width: 900, height: 900 })
  const isWhole = await page.getByRole('table').evaluate(({ parentElement: room }) => room !== null && room.scrollWidth <= room.clientWidth)
  expect(isWhole, 'the table needs no moving sideways at 900 px').toBe(true)
  await page.getByRole('textbox', { name: 'Search automations' }).fill('second')
  await expect(page.getByRole('link', { name: 'Opt-in → Zapier', exact: true })).toHaveCount(0)
  await expect(page).toHaveURL(/q=second/)
})

test('a person opens a menu and reads a hint by keyboard, though both are loaded only then', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/')
  const account = page.getByRole('button', { name: /^Account of/ })
  await expect(account).toHaveAttribute('aria-haspopup', 'menu')
  await account.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Account and password' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(account).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Shift+Tab')
  const health = page.getByRole('link', { name: /^Healthy/ })
  await expect(health).toBeFocused()
  await expect(page.getByRole('tooltip', { name: /Oldest due delivery/ })).toBeVisible()
  await expect(health).toHaveAccessibleDescription(/Oldest due delivery/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('tooltip')).toHaveCount(0)
})

test('a person applies a fix from what is said under the text', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/automations/new')
  await page.getByRole('button', { name: /^New rule/ }).click()
  await chooseEvent(page, /Level completed/)
  await typeInto(page, 'URL', 'https://crm.example.com/')
  await page.getByText('Text', { exact: true }).click()
  const body = page.getByRole('textbox', { name: 'Body' })
  await body.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText('{ "level": {{event.levl}} }')
  await expect(page.getByText(/levl/).last()).toBeVisible()
  await page.getByRole('button', { name: 'Write level' }).first().click()
  await expect(body).toContainText('{{event.level}}')
  await expect(body).not.toContainText('levl')
})

test('a person goes back to an earlier version, and gives up changes', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/automations/new')
  await page.getByRole('button', { name: /Level completed → CRM/ }).click()
  await page.getByRole('button', { name: 'Publish', exact: true }).click()
  await expect(page.getByText('Version 1 is live')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Publish', exact: true })).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('textbox', { name: 'Value of condition 1' }).fill('9')
  await expect(page.getByText('Active with changes')).toBeVisible()
  await page.getByRole('button', { name: /^Versions/ }).click()
  await page.getByRole('button', { name: /^v1 /, expanded: false }).click()
  await expect(page.getByText('condition.rules.0.value')).toBeVisible()
  await page.getByRole('button', { name: 'Restore into the draft' }).click()
  await expect(page.getByRole('textbox', { name: 'Value of condition 1' })).toHaveValue('5')
  await page.getByRole('textbox', { name: 'Value of condition 1' }).fill('8')
  await expect(page.getByText('Active with changes')).toBeVisible()
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Discard the changes…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the changes' }).click()
  await expect(page.getByRole('textbox', { name: 'Value of condition 1' })).toHaveValue('5')
})
