import { expect, test } from './hookline.ts'

test('a newcomer opens a new Hookline and meets no error', async ({ page, hookline }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
  const answer = await page.goto('/')
  expect(answer?.ok()).toBe(true)
  await expect(page).toHaveTitle(/Hookline/)
  expect(errors).toEqual([])
  expect((await fetch(`${hookline.url}/healthz`)).ok).toBe(true)
})
