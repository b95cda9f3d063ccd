import { api, makeRule } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

test('a person mends a receiver, and watches the retry succeed without touching the page', async ({ page, context, hookline, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  const secret = 'retry-story-0123456789'
  const sendTo = `${hookline.url}/echo-send/${secret}/`
  await signIn(page, hookline)

  // The receiver is broken.
  await fetch(sendTo, { method: 'POST', body: '{"first":true}' })
  const echo = await context.newPage()
  await echo.goto(`/echo/${secret}`)
  await echo.getByRole('button', { name: 'Change the answer' }).click()
  await echo.getByLabel('Status').fill('500')
  await echo.getByRole('button', { name: 'Answer like this' }).click()
  await expect(echo.getByText(/^Answers 500/)).toBeVisible()

  // What happens is sent to it, and tried again every second until it answers.
  const retry = { delaysSeconds: Array.from({ length: 50 }, () => 1) }
  const id = await makeRule(hookline, { name: 'Level → sandbox', request: { urls: [sendTo] }, policy: { retry } })
  await api(hookline, `POST /v1/automations/${id}/publish`)
  await page.goto('/events')
  await page.getByRole('button', { name: 'Send a sample event' }).first().click()
  const drawer = page.getByRole('dialog', { name: 'Send a sample event' })
  await drawer.getByLabel('User id').fill('u-patient')
  await drawer.getByRole('button', { name: 'Send the event' }).click()
  await page.getByRole('link', { name: /Pending/ }).click()
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  await expect(panel).toContainText(/Pending: 500 from 127\.0\.0\.1:\d+ (once|twice|\w+ times); next try in/)
  await panel.getByRole('tab', { name: /^Attempts/ }).click()
  await expect(panel.getByText('1. 500')).toBeVisible()
  await expect(panel.getByText('2. 500')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  const address = page.url()

  // The receiver is mended, in the other window; the page is only looked at.
  await echo.getByRole('button', { name: 'Answer 200 again' }).click()
  await expect(echo.getByText('Answers 200 at once')).toBeVisible()
  await expect(panel).toContainText(/Succeeded: 200 from 127\.0\.0\.1:\d+ at attempt \d+/)
  await expect(panel.getByText(/^\d+\. 200$/)).toBeVisible()
  await expect(page.getByRole('row', { name: /u-patient/ })).toContainText('Succeeded')
  expect(page.url()).toBe(address)
  expect(unseen).toEqual(nothingUnseen)
})

test('a person sees a delivery given up after its last retry, and why', async ({ page, hookline }) => {
  const sendTo = `${hookline.url}/echo-send/retry-given-up-0123456789/`
  await api(hookline, 'POST /v1/echo-buckets', { secret: 'retry-given-up-0123456789', name: 'Broken' })
  await api(hookline, 'PATCH /v1/echo-buckets/retry-given-up-0123456789', { answer: { status: 500, delayMs: 0, body: 'no' } })
  const request = { urls: [sendTo] }
  const id = await makeRule(hookline, { name: 'Gives up', eventType: 'high_score', request, policy: { retry: { delaysSeconds: [1] } } })
  await api(hookline, `POST /v1/automations/${id}/publish`)
  await signIn(page, hookline)
  await api(hookline, 'POST /v1/events', { type: 'high_score', userId: 'u-lost', data: { level: 3 } })
  await page.goto('/deliveries?userId=u-lost')
  await page
    .getByRole('row', { name: /u-lost/ })
    .getByRole('link')
    .click()
  const panel = page.getByRole('complementary', { name: 'Delivery' })
  await expect(panel).toContainText(/Undelivered: 500 from 127\.0\.0\.1:\d+ twice; last/)
  await expect(panel.getByRole('button', { name: 'Resend…' })).toBeVisible()
})
