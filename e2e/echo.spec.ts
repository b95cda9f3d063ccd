import { seriousViolations } from './axe.ts'
import { expect, test } from './hookline.ts'
import { headerSafe, hostileTexts } from './hostile.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

let count = 0
const newSecret = () => `e2e-bucket-${++count}-0123456789`

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })

    test('a person opens an echo list and hostile requests are shown as text', async ({ page, baseURL }) => {
      const secret = newSecret()
      for (const value of hostileTexts) {
        await fetch(`${baseURL}/echo-send/${secret}/${encodeURIComponent(value)}?q=${encodeURIComponent(value)}`, {
          method: 'POST',
          headers: { 'content-type': 'text/html', ...(headerSafe(value) && { 'x-hostile': value }) },
          body: value,
        })
      }
      const unseen = watchPage(page, baseURL)
      await page.goto(`/echo-list/${secret}/`)
      await expect(page.locator('main > details')).toHaveCount(hostileTexts.length)
      await page.locator('main').evaluate((main) => {
        for (const details of main.querySelectorAll('details')) details.open = true
      })
      await expect(page.getByText('<img src=x onerror=window.__x=1>').first()).toBeVisible()
      await expect(page.locator('main :is(script, img, iframe, meta, style, a)')).toHaveCount(0)
      expect(await page.evaluate(() => '__x' in window)).toBe(false)
      expect(await seriousViolations(page)).toEqual([])
      expect(unseen).toEqual(nothingUnseen)
    })
  })
}

test('a person sees a request arrive without doing anything, and what was opened stays open', async ({ page, baseURL }) => {
  const secret = newSecret()
  const unseen = watchPage(page, baseURL)
  await page.goto(`/echo-list/${secret}/`)
  await expect(page.getByRole('heading', { name: 'Nothing has come yet' })).toBeVisible()
  await fetch(`${baseURL}/echo-send/${secret}/first`, { method: 'POST', body: '{"hello":"world"}' })
  await expect(page.getByText('"hello": "world"')).toBeVisible()
  await fetch(`${baseURL}/echo-send/${secret}/second`, { method: 'PUT', body: 'plain' })
  await expect(page.locator('main > details').first()).toContainText('/second')
  await expect(page.getByText('"hello": "world"')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Nothing has come yet' })).toHaveCount(0)
  expect(unseen).toEqual(nothingUnseen)
})
