import { gzipSync } from 'node:zlib'
import type { Locator, Page, Response } from '@playwright/test'
import { api } from './api.ts'
import { expect, type Hookline, test } from './hookline.ts'
import { signIn } from './sign-in.ts'

interface Weight {
  /** The bodies, each by itself as gzip at its best makes it. */
  gzipped: number
  /** What the server sent, with its headers and in the encoding that the browser preferred. */
  transferred: number
}

/** Scripts and style sheets of a first load, the largest first; fonts and pictures are apart. */
async function weigh(page: Page, path: string, shows: (page: Page) => Locator): Promise<(Weight & { name: string })[]> {
  const loading: Promise<Weight & { name: string }>[] = []
  page.on('response', (response) => {
    if (/javascript|css/.test(response.headers()['content-type'] ?? '')) loading.push(weightOf(response))
  })
  await page.goto(path)
  await expect(shows(page).first()).toBeVisible()
  await page.waitForLoadState('networkidle')
  return (await Promise.all(loading)).toSorted((one, other) => other.gzipped - one.gzipped)
}

async function weightOf(response: Response): Promise<Weight & { name: string }> {
  const [body, sizes] = [await response.body(), await response.request().sizes()]
  return {
    name: new URL(response.url()).pathname,
    gzipped: gzipSync(body, { level: 9 }).length / 1000,
    transferred: (sizes.responseHeadersSize + sizes.responseBodySize) / 1000,
  }
}

/** What the screens show once somebody uses them: an automation, an event of a user, and its delivery. */
async function makeJourney(hookline: Hookline): Promise<string> {
  const position = { x: 0, y: 0 }
  const urls = [`${hookline.url}/echo-send/page-weight-0123456789/`]
  const nodes = [
    { id: 't', type: 'trigger', position, config: { eventType: 'level_completed' } },
    { id: 'w', type: 'webhook', position: { x: 320, y: 0 }, config: { request: { urls } } },
  ]
  const journey = { kind: 'journey', name: 'Weighed', draft: { nodes, edges: [{ from: 't', to: 'w' }] } }
  const { id } = await api<{ id: string }>(hookline, 'POST /v1/automations', journey)
  await api(hookline, `POST /v1/automations/${id}/publish`)
  await api(hookline, 'POST /v1/webhooks', { name: 'Weighed webhook', eventTypes: ['level_completed'], request: { urls } })
  await api(hookline, 'POST /v1/events', { type: 'level_completed', userId: 'weighed', data: { level: 3 } })
  return id
}

const listMax = 200
const canvasMax = 450

const screens = [
  {
    name: 'Home',
    path: () => '/',
    shows: (page: Page) => page.getByRole('heading', { name: 'Deliveries of the last hour' }),
    max: listMax,
  },
  { name: '/automations', path: () => '/automations', shows: (page: Page) => page.getByRole('link', { name: 'Weighed' }), max: listMax },
  {
    name: '/api-central',
    path: () => '/api-central',
    shows: (page: Page) => page.getByRole('link', { name: 'Weighed webhook' }),
    max: listMax,
  },
  { name: '/deliveries', path: () => '/deliveries', shows: (page: Page) => page.getByRole('row').nth(1), max: listMax },
  { name: '/events', path: () => '/events', shows: (page: Page) => page.getByRole('row').nth(1), max: listMax },
  {
    name: '/campaigns',
    path: () => '/campaigns',
    shows: (page: Page) => page.getByRole('heading', { name: 'No campaign yet' }),
    max: listMax,
  },
  {
    name: '/echo',
    path: () => '/echo/page-weight-0123456789',
    shows: (page: Page) => page.getByRole('region', { name: 'Body' }),
    max: listMax,
  },
  ...['account', 'members', 'keys', 'secrets', 'calls', 'retention', 'audit', 'about'].map((tab) => ({
    name: `/settings, ${tab}`,
    path: () => `/settings?tab=${tab}`,
    shows: (page: Page) => page.getByRole('tabpanel').locator('h2, h3, button, p'),
    max: listMax,
  })),
  { name: '/users', path: () => '/users', shows: (page: Page) => page.getByRole('link', { name: 'weighed' }), max: listMax },
  {
    name: 'a canvas',
    path: (id: string) => `/automations/${id}`,
    shows: (page: Page) => page.locator('.react-flow__node'),
    max: canvasMax,
  },
]

let journeyId: Promise<string> | undefined

for (const { name, path, shows, max } of screens) {
  test(`the first load of ${name} moves at most ${max} kB of scripts and styles, fonts apart`, async ({ page, hookline, browser }) => {
    journeyId ??= makeJourney(hookline)
    const id = await journeyId
    await signIn(page, hookline)
    // Another person's browser: signed in, nothing in its cache.
    const context = await browser.newContext({ storageState: await page.context().storageState() })
    const files = await weigh(await context.newPage(), hookline.url + path(id), shows)
    await context.close()
    const gzipped = files.reduce((sum, file) => sum + file.gzipped, 0)
    const transferred = files.reduce((sum, file) => sum + file.transferred, 0)
    const description = `${name}: ${gzipped.toFixed(1)} kB gzipped, ${transferred.toFixed(1)} kB transferred, ${files.length} files`
    test.info().annotations.push({ type: 'weight', description })
    expect(gzipped, files.map((file) => `${file.gzipped.toFixed(1)} kB ${file.name}`).join('\n')).toBeLessThanOrEqual(max)
  })
}
