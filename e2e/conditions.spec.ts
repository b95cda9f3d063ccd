import type { Page } from '@playwright/test'
import { call } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, type Hookline, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

// Half of a screen: the builder must do with the room that is left there.
test.use({ viewport: { width: 900, height: 900 } })

const dayMs = 86_400_000

/** Each story may be the first one of its Hookline; the type that is there already stays. */
async function declareOrders(hookline: Hookline): Promise<void> {
  const text = { type: 'string' }
  const properties = {
    ...{ total: { type: 'number' }, limit: { type: 'number' }, vip: { type: 'boolean' }, coupon: text },
    ...{ placedAt: { ...text, format: 'date-time' }, tier: { ...text, enum: ['gold', 'silver'] }, tags: { type: 'array', items: text } },
  }
  const placedAt = new Date(Date.now() - 2 * dayMs).toISOString()
  const sample = { total: 120, limit: 500, vip: true, coupon: 'Summer', placedAt, tier: 'gold', tags: ['new', 'sale'] }
  const schema = { type: 'object', properties }
  await call(hookline, 'POST /v1/event-types', { name: 'order_placed', title: 'Order placed', description: '', schema, sample })
}

async function newRule(page: Page): Promise<void> {
  await page.goto('/automations/new')
  await page.getByRole('button', { name: /^New rule/ }).click()
  await page.getByRole('textbox', { name: 'Event type' }).click()
  await page.getByRole('option', { name: /Order placed/ }).click()
}

const textbox = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

async function chooseField(page: Page, of: string, typed: string, option: RegExp): Promise<void> {
  await textbox(page, of).click()
  await textbox(page, of).fill(typed)
  await page.getByRole('option', { name: option }).first().click()
}

async function chooseIn(page: Page, list: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: list, exact: true }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Adds a comparison; the builder numbers them from one. */
async function addCondition(page: Page, number: number, field: string, option: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add a condition', exact: true }).click()
  await chooseField(page, `Field of condition ${number}`, field, option)
}

test('a person asks about numbers, dates, lists and another field, and reads what was asked and met', async ({
  page,
  hookline,
  baseURL,
}) => {
  const unseen = watchPage(page, baseURL)
  await declareOrders(hookline)
  await signIn(page, hookline)
  await newRule(page)

  await addCondition(page, 1, 'total', /^total 120/)
  await page.getByRole('button', { name: 'Compare condition 1 with another field' }).click()
  await chooseIn(page, 'Comparison of condition 1', 'is at most')
  await chooseField(page, 'Other field of condition 1', 'limit', /^limit 500/)

  await addCondition(page, 2, 'placedAt', /^placedAt/)
  await expect(page.getByRole('combobox', { name: 'Comparison of condition 2' })).toHaveValue('is in the last')
  await expect(textbox(page, 'Amount of condition 2')).toHaveValue('7')
  await textbox(page, 'Amount of condition 2').fill('3')

  await addCondition(page, 3, 'tags', /^tags/)
  await chooseIn(page, 'Comparison of condition 3', 'contains any of')
  await page.getByRole('combobox', { name: 'Values of condition 3' }).fill('sale')
  await page.getByRole('combobox', { name: 'Values of condition 3' }).press('Enter')

  await addCondition(page, 4, 'number of items', /^number of items in tags 2/)
  await textbox(page, 'Value of condition 4').fill('2')

  await page.getByRole('button', { name: 'Add a group', exact: true }).click()
  await chooseField(page, 'Field of condition 5.1', 'coupon', /^coupon/)
  await textbox(page, 'Value of condition 5.1').fill('SUMMER')
  await page.getByRole('button', { name: 'Ignore upper and lower case in condition 5.1' }).click()
  await page.getByRole('button', { name: 'Add a condition to group 5', exact: true }).click()
  await chooseField(page, 'Field of condition 5.2', 'tier', /^tier/)
  await page.getByRole('combobox', { name: 'Value of condition 5.2', exact: true }).click()
  await page.getByRole('option', { name: 'gold', exact: true }).click()

  await expect(
    page.getByText(
      'total is at most event.limit and placedAt is in the last 3 days and tags contains any of sale and tags.length is at least 2 and (coupon is SUMMER (ignoring case) or tier is gold)',
    ),
  ).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  // Nothing sticks out to the side.
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)

  await textbox(page, 'Amount of condition 2').fill('1')
  await textbox(page, 'URL').fill('https://crm.example.com/hooks')
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText(/placedAt is in the last 1 day is false: placedAt is ".*" \(2 days ago\)/).first()).toBeVisible()
  expect(unseen).toEqual(nothingUnseen)
})

test('a person is told of comparisons that contradict each other, and of a value that cannot be', async ({ page, hookline }) => {
  await declareOrders(hookline)
  await signIn(page, hookline)
  await newRule(page)
  await addCondition(page, 1, 'total', /^total 120/)
  await textbox(page, 'Value of condition 1').fill('100')
  await addCondition(page, 2, 'total', /^total 120/)
  await chooseIn(page, 'Comparison of condition 2', 'is less than')
  await textbox(page, 'Value of condition 2').fill('50')
  const contradiction = page.getByText('total is at least 100 and total is less than 50 contradict each other, so this is never true.')
  await expect(contradiction.first()).toBeVisible()
  await textbox(page, 'Value of condition 2').fill('500')
  await expect(contradiction).toHaveCount(0)
  expect(await seriousViolations(page)).toEqual([])
})

test('a person chooses days of the week by keyboard, and a date with a time', async ({ page, hookline }) => {
  await declareOrders(hookline)
  await signIn(page, hookline)
  await newRule(page)
  await addCondition(page, 1, 'placedAt', /^placedAt/)
  await chooseIn(page, 'Comparison of condition 1', 'is on')
  const days = page.getByRole('combobox', { name: 'Days of condition 1' }).or(textbox(page, 'Days of condition 1')).first()
  await days.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(page.getByText(/placedAt is on Monday \(UTC\)/)).toBeVisible()

  await chooseIn(page, 'Comparison of condition 1', 'is before')
  await page.getByLabel('Date of condition 1', { exact: true }).fill('2026-12-24')
  await expect(page.getByText('placedAt is before 2026-12-24', { exact: true })).toBeVisible()
  await page.getByLabel('Time of condition 1 (UTC), midnight if empty').fill('18:30')
  await expect(page.getByText('placedAt is before 2026-12-24T18:30Z', { exact: true })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
})

test('a person asks what a user has done, how often and since when', async ({ page, hookline }) => {
  await declareOrders(hookline)
  await signIn(page, hookline)
  await newRule(page)
  await addCondition(page, 1, 'has done', /^what the user has done/)
  await chooseField(page, 'Event of condition 1', 'level_comp', /^level_completed/)
  await textbox(page, 'Times of condition 1').fill('3')
  await textbox(page, 'Span of condition 1, ever if empty').fill('7')
  await page.getByRole('button', { name: 'Add a condition within condition 1', exact: true }).click()
  await chooseField(page, 'Field of condition 1 within condition 1', 'level', /^level 5/)
  await textbox(page, 'Value of condition 1 within condition 1').fill('5')
  await expect(page.getByText('has done level_completed at least 3 times in the last 7 days where level is at least 5')).toBeVisible()
  await chooseIn(page, 'Comparison of condition 1', 'does for the first time')
  await expect(page.getByText('does level_completed for the first time in the last 7 days where level is at least 5')).toBeVisible()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
})
