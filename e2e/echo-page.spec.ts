import type { Page } from '@playwright/test'
import { api, sendEvents } from './api.ts'
import { seriousViolations } from './axe.ts'
import { expect, type Hookline, test } from './hookline.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

let count = 0

/** A bucket that a request made, opened. */
async function openBucket(page: Page, hookline: Hookline): Promise<{ secret: string; sendTo: string }> {
  const secret = `page-bucket-${++count}-0123456789`
  const sendTo = `${hookline.url}/echo-send/${secret}`
  await fetch(`${sendTo}/first`, { method: 'POST', body: '{"first":true}' })
  await signIn(page, hookline)
  await page.goto(`/echo/${secret}`)
  await expect(page.getByText('"first": true')).toBeVisible()
  return { secret, sendTo }
}

const requests = (page: Page) => page.getByRole('navigation', { name: 'Requests, the newest first' }).getByRole('button')

test('a person makes a bucket, sends a sample and watches it arrive', async ({ page, hookline, baseURL }) => {
  const unseen = watchPage(page, baseURL)
  await signIn(page, hookline)
  await page.goto('/echo')
  await page.getByRole('button', { name: 'Make a bucket' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing has come yet' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy: a request to the bucket' })).toBeVisible()
  await expect(page.getByText('Live', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Send a sample' }).click()
  await expect(page.getByText(/The sample came; the bucket answered 200/)).toBeVisible()
  await expect(requests(page)).toHaveCount(1)
  await expect(page.getByText('"level_name": "My level with \\" inside"')).toBeVisible()
  expect(await seriousViolations(page)).toEqual([])
  expect(unseen).toEqual(nothingUnseen)
})

test('a person sees requests come by themselves, keeps an older one open and follows the newest again', async ({ page, hookline }) => {
  const { sendTo } = await openBucket(page, hookline)
  await fetch(`${sendTo}/second?a=1&a=2`, { method: 'PUT', body: 'plain' })
  await expect(requests(page).first()).toContainText('PUT/second?a=1&a=2')
  await requests(page).nth(1).click()
  await fetch(`${sendTo}/third`)
  await expect(requests(page).first()).toContainText('GET/third')
  await expect(page.getByText('"first": true')).toBeVisible()
  await page.getByRole('button', { name: 'Follow the newest' }).click()
  await expect(page.getByRole('region', { name: 'Path and query' })).toHaveText('/third')
})

test('a person without a live connection is told so, and sees requests all the same', async ({ page, hookline }) => {
  await page.route('**/v1/stream?topics=echo*', (route) => route.abort())
  const { sendTo } = await openBucket(page, hookline)
  await expect(page.getByText('No live connection: looked up every 2 s')).toBeVisible()
  await fetch(`${sendTo}/second`)
  await expect(requests(page)).toHaveCount(2)
})

test('a person checks the signature of a call with the secret of its webhook', async ({ page, hookline }) => {
  const { sendTo } = await openBucket(page, hookline)
  const request = { method: 'POST', urls: [`${sendTo}/signed`], contentType: 'application/json', headers: [], body: null }
  const webhook = { name: 'Signed', eventTypes: ['high_score'], request, policy: {}, secret: 'generate' }
  const { secret } = await api<{ secret: string }>(hookline, 'POST /v1/webhooks', webhook)
  await sendEvents(hookline, { type: 'high_score', userId: 'u-ü', data: { text: '€ 🎉' } })
  await expect(page.getByText('Signed; not checked yet')).toBeVisible()
  await page.getByLabel('Signing secret').fill(secret)
  await expect(page.getByText('Valid with this secret')).toBeVisible()
  await page.getByLabel('Signing secret').fill(`whsec_${Buffer.from('x'.repeat(24)).toString('base64')}`)
  await expect(page.getByText('Not valid with this secret')).toBeVisible()
  await page.getByLabel('Signing secret').fill('whsec_')
  await expect(page.getByText('That is no secret')).toBeVisible()
})

test('a person makes a bucket answer 500 after a while, sees it said, and has it answer 200 again', async ({ page, hookline }) => {
  const { sendTo } = await openBucket(page, hookline)
  await page.getByRole('button', { name: 'Change the answer' }).click()
  await page.getByLabel('Status').fill('500')
  await page.getByLabel('Delay').fill('300')
  await page.getByRole('textbox', { name: 'Body' }).fill('broken')
  await page.getByRole('button', { name: 'Answer like this' }).click()
  await expect(page.getByText('Answers 500 after 300 ms, with a body of 6 bytes')).toBeVisible()
  const answer = await fetch(sendTo, { method: 'POST' })
  expect([answer.status, await answer.text()]).toEqual([500, 'broken'])
  expect(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Answer 200 again' }).click()
  await expect(page.getByText('Answers 200 at once')).toBeVisible()
  expect((await fetch(sendTo)).status).toBe(200)
})

test('a person renames a bucket, and deletes it once told by name what goes', async ({ page, hookline }) => {
  await openBucket(page, hookline)
  await page.getByRole('button', { name: 'More about this bucket' }).click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('CRM sandbox')
  await page.getByRole('button', { name: 'Rename', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'CRM sandbox' })).toBeVisible()
  await page.getByRole('button', { name: 'More about this bucket' }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await expect(page.getByRole('dialog', { name: 'Delete "CRM sandbox"?' })).toContainText('what it received (one request)')
  await page.getByRole('button', { name: 'Delete the bucket' }).click()
  await expect(page.getByText('Deleted "CRM sandbox"')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'CRM sandbox' })).toHaveCount(0)
})

test('a person who follows the link of a deleted bucket is told so', async ({ page, hookline }) => {
  await signIn(page, hookline)
  await page.goto('/echo/never-was-there-0123')
  await expect(page.getByRole('heading', { name: 'There is no such bucket' })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 900, height: 900 } })

    test('hostile and large requests are shown as text and break nothing', async ({ page, hookline, baseURL }) => {
      const unseen = watchPage(page, baseURL)
      const { sendTo } = await openBucket(page, hookline)
      const hostile = '<img src=x onerror="window.__x=1">'
      await fetch(`${sendTo}/${'x/'.repeat(400)}`, { method: 'DELETE' })
      await fetch(`${sendTo}/bytes`, { method: 'POST', body: new Uint8Array([0, 255, 254]) })
      await fetch(`${sendTo}/?q=${encodeURIComponent(hostile)}`, {
        ...{ method: 'POST', headers: { 'x-hostile': hostile } },
        body: `${JSON.stringify({ hostile: `${hostile}\u202e`, big: 'y'.repeat(64 * 1024) })}`,
      })
      await expect(requests(page)).toHaveCount(4)
      await expect(page.getByRole('region', { name: 'Path and query' })).toContainText(hostile)
      await expect(page.locator('main img')).toHaveCount(0)
      expect(await page.evaluate(() => '__x' in window)).toBe(false)
      expect(await seriousViolations(page)).toEqual([])
      for (const row of [1, 2]) {
        await requests(page).nth(row).click()
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
      }
      expect(await seriousViolations(page)).toEqual([])
      expect(unseen).toEqual(nothingUnseen)
    })
  })
}
