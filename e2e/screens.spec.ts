import type { Page } from '@playwright/test'
import { seriousViolations } from './axe.ts'
import { block } from './canvas.ts'
import { expect, test } from './hookline.ts'
import { fillHostile, type HostileWorkspace, markup } from './hostile.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { signIn } from './sign-in.ts'
import { nothingUnseen, watchPage } from './watch-page.ts'

interface Screen {
  name: string
  path: (workspace: HostileWorkspace) => string
  /** What must be there before the screen is judged. */
  shown: (page: Page, workspace: HostileWorkspace) => Promise<void>
}

const heading = (name: string) => async (page: Page) => {
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

const seen = async (page: Page, text: string | RegExp) => {
  await expect(page.getByText(text).first()).toBeVisible()
}

const screens: Screen[] = [
  { name: 'Home', path: () => '/', shown: (page) => seen(page, 'Undelivered') },
  { name: 'the first run', path: () => '/first-run', shown: (page) => seen(page, 'What do you want to do?') },
  { name: 'automations', path: () => '/automations', shown: (page) => seen(page, markup) },
  { name: 'a new automation', path: () => '/automations/new', shown: heading('New automation') },
  {
    name: 'a journey with its settings and test',
    path: ({ journeyId }) => `/automations/${journeyId}`,
    shown: async (page) => {
      await block(page, 'When').click()
      await page.getByRole('button', { name: 'Test', exact: true }).click()
      await seen(page, /^Matched: 1 call would be made/)
    },
  },
  {
    name: 'the versions of a journey',
    path: ({ journeyId }) => `/automations/${journeyId}`,
    shown: async (page) => {
      await page.getByRole('button', { name: /^Versions/ }).click()
      await seen(page, 'Live')
    },
  },
  {
    name: 'a rule',
    path: ({ ruleId }) => `/automations/${ruleId}`,
    shown: async (page) => {
      await expect(page.getByRole('textbox', { name: 'URL', exact: true })).toBeVisible()
      await seen(page, 'X-Hostile-0')
    },
  },
  { name: 'campaigns', path: () => '/campaigns', shown: (page) => seen(page, markup) },
  {
    name: 'a campaign with its webhooks',
    path: ({ campaignId }) => `/campaigns/${encodeURIComponent(campaignId)}`,
    shown: (page) => expect(page.getByRole('row').nth(1)).toContainText('Inactive'),
  },
  {
    name: 'API central',
    path: () => '/api-central',
    shown: (page) => expect(page.getByRole('row').filter({ hasText: markup }).filter({ hasText: '500' })).toHaveCount(1),
  },
  {
    name: 'the history of API central',
    path: () => '/api-central?tab=history',
    shown: (page) => expect(page.getByRole('row').filter({ hasText: 'Undelivered' }).first()).toBeVisible(),
  },
  {
    name: 'signatures',
    path: () => '/api-central?tab=signatures',
    shown: (page) => expect(page.getByRole('region', { name: 'Verify a signature' })).toBeVisible(),
  },
  { name: 'registering by API', path: () => '/api-central?tab=registering', shown: (page) => seen(page, 'Register a webhook') },
  {
    name: 'the settings of a webhook',
    path: ({ webhookId }) => `/api-central/${webhookId}`,
    shown: async (page) => {
      await expect(page.getByRole('textbox', { name: 'URL', exact: true })).toBeVisible()
      await seen(page, /answered 500/)
    },
  },
  {
    name: 'the example of a webhook',
    path: ({ webhookId }) => `/api-central/${webhookId}?tab=example`,
    shown: (page) => expect(page.getByRole('group', { name: 'Example' })).toContainText('scope'),
  },
  {
    name: 'the history of a webhook with a delivery',
    path: ({ webhookId }) => `/api-central/${webhookId}?tab=history`,
    shown: async (page) => {
      await page.getByRole('table', { name: 'Deliveries' }).getByRole('link').first().click()
      await expect(page.getByRole('complementary', { name: 'Delivery' })).toContainText('Undelivered: 500')
    },
  },
  {
    name: 'the test of a webhook',
    path: ({ webhookId }) => `/api-central/${webhookId}`,
    shown: async (page) => {
      await page.getByRole('button', { name: 'Test…' }).click()
      await page.getByRole('button', { name: 'Send the test' }).click()
      await seen(page, 'Not accepted')
    },
  },
  {
    name: 'a new webhook',
    path: () => '/api-central',
    shown: async (page) => {
      await page.getByRole('button', { name: 'New webhook' }).first().click()
      await expect(page.getByRole('dialog').getByRole('textbox', { name: 'URL' })).toBeVisible()
    },
  },
  { name: 'deliveries', path: () => '/deliveries', shown: (page) => seen(page, 'Undelivered') },
  {
    name: 'a delivery with its attempts',
    path: () => '/deliveries?status=undelivered',
    shown: async (page) => {
      await page.getByRole('row').getByRole('link').first().click()
      const panel = page.getByRole('complementary', { name: 'Delivery' })
      await panel.getByRole('tab', { name: /^Attempts/ }).click()
      await expect(panel.getByText('why it failed')).toBeVisible()
    },
  },
  {
    name: 'events',
    path: () => '/events',
    shown: (page) => expect(page.getByRole('row', { name: /level_completed/ }).first()).toBeVisible(),
  },
  { name: 'event types', path: () => '/events?tab=types', shown: (page) => seen(page, 'Level completed') },
  {
    name: 'an event',
    path: ({ eventId }) => `/events/${encodeURIComponent(eventId)}`,
    shown: async (page) => {
      await expect(page.getByRole('region', { name: 'State that came with the event' })).toContainText(markup)
      await seen(page, 'Undelivered')
    },
  },
  { name: 'users', path: () => '/users', shown: (page) => seen(page, markup) },
  { name: 'a user', path: ({ userId }) => `/users/${encodeURIComponent(userId)}`, shown: (page) => seen(page, 'bio') },
  {
    name: 'an echo bucket',
    path: ({ bucket }) => `/echo/${bucket}`,
    shown: (page) => expect(page.getByRole('region', { name: 'Body' }).first()).toBeVisible(),
  },
  { name: 'API keys', path: () => '/settings?tab=keys', shown: (page) => seen(page, 'Make a key') },
  { name: 'what changed', path: () => '/settings?tab=audit', shown: (page) => seen(page, markup) },
  {
    name: 'the list to jump with',
    path: () => '/',
    shown: async (page) => {
      await seen(page, 'Undelivered')
      await page.keyboard.press('ControlOrMeta+k')
      await page.getByRole('dialog').getByRole('textbox').fill('img')
      await expect(page.getByRole('dialog').getByText(markup).first()).toBeVisible()
    },
  },
]

let receiver: Receiver
let workspace: HostileWorkspace

test.beforeAll(async ({ hookline }) => {
  receiver = await startReceiver()
  workspace = await fillHostile(hookline, receiver.url)
})

test.afterAll(() => receiver.stop())

for (const width of [1440, 900]) {
  test.describe(`${width} wide`, () => {
    test.use({ viewport: { width, height: 900 } })

    test('whatever a stranger sent is text on every screen, and everybody can read it, light and dark', async ({
      page,
      hookline,
      baseURL,
    }) => {
      test.setTimeout(180_000)
      const unseen = watchPage(page, baseURL)
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
          console.error(`the policy was broken: ${violatedDirective} by ${blockedURI}`)
        })
      })
      await signIn(page, hookline)
      // Every other screen is opened in the dark, and seen in the light then: what is on the screen follows at once.
      let schemes: readonly ('light' | 'dark')[] = ['light', 'dark']
      for (const { name, path, shown } of screens) {
        await test.step(name, async () => {
          await page.emulateMedia({ colorScheme: schemes[0] ?? 'light' })
          await page.goto(path(workspace))
          await shown(page, workspace)
          for (const colorScheme of schemes) {
            await page.emulateMedia({ colorScheme })
            await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme)
            expect.soft(await seriousViolations(page), `${name}, ${colorScheme}: axe`).toEqual([])
            if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}-${colorScheme}-${width}.png` })
            const isWithin = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
            expect.soft(isWithin, `${name}, ${colorScheme}: nothing is wider than the page`).toBe(true)
          }
          expect.soft(await page.evaluate(() => '__x' in window), `${name}: nothing runs`).toBe(false)
        })
        schemes = schemes.toReversed()
      }
      expect(unseen).toEqual(nothingUnseen)
    })
  })
}
