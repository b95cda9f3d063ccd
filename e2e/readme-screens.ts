// Makes the pictures of the README anew from the last build: `pnpm --filter @hookline/e2e screens`. A workspace in which a
// few things happened, seen as its people see it.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import { api, makeRule, sendEvents } from './api.ts'
import { findBrowser } from './browser.ts'
import { bucketOf, callOf } from './canvas.ts'
import { expect, type Hookline, runHookline } from './hookline.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import { signIn } from './sign-in.ts'

const folder = fileURLToPath(new URL('../docs/screens', import.meta.url))

async function shootFirstRun(page: Page): Promise<void> {
  await page.goto('/first-run')
  await page.getByRole('link', { name: 'Call an API when something happens' }).click()
  await page.getByRole('button', { name: 'Publish the rule' }).click()
  await page.getByRole('button', { name: 'Send the sample event' }).click()
  await expect(page.getByRole('region', { name: 'What arrives' })).toContainText('It arrived')
  await shoot(page, 'first-run')
}

async function shootCanvas(page: Page, journeyId: string): Promise<void> {
  await page.goto(`/automations/${journeyId}`)
  await page.getByRole('button', { name: 'Test', exact: true }).click()
  await expect(page.getByText('Matched: 2 calls would be made')).toBeVisible()
  await shoot(page, 'canvas')
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(720, 1)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
}

async function fill(hookline: Hookline, receiver: Receiver) {
  const journeyId = await makeJourney(hookline)
  const ruleId = await makeRule(hookline, {
    ...{ name: 'High score → leaderboard', eventType: 'high_score', level: 0 },
    request: { urls: [bucketOf(hookline, 'leaderboard-0123456789')], body: '{\n  "user": {{user.id}},\n  "score": {{event.score}}\n}' },
  })
  for (const id of [journeyId, ruleId]) await api(hookline, `POST /v1/automations/${id}/publish`)
  const { id: webhookId } = await api<{ id: string }>(hookline, 'POST /v1/webhooks', {
    ...{ name: 'Prizes → fulfilment', description: 'Prizes are packed and sent by the fulfilment house.', secret: 'generate' },
    ...{ eventTypes: ['prize_assigned'], request: { urls: [`${receiver.url}/prizes`, bucketOf(hookline, 'prizes-0123456789ab')] } },
  })
  await api(hookline, 'POST /v1/webhooks', {
    ...{ name: 'Rewards → data warehouse', eventTypes: ['user_reward/*'], policy: { retry: { preset: 'none' } } },
    request: { urls: [`${receiver.url}/500/rewards`] },
  })
  const users = Array.from({ length: 24 }, (_, number) => `u-${number + 101}`)
  await sendEvents(hookline, ...users.flatMap(eventsOf))
  await expect.poll(() => receiver.received.length).toBeGreaterThan(40)
  const { items } = await api<{ items: { id: string; url: string }[] }>(hookline, `GET /v1/endpoints?sourceId=${webhookId}`)
  const paused = items.find(({ url }) => url.startsWith(receiver.url))
  await api(hookline, `POST /v1/endpoints/${paused?.id}/pause`)
  await sendEvents(hookline, ...users.slice(0, 7).map((userId) => ({ type: 'prize_assigned', userId, data: { prize: 'mug' } })))
  return { journeyId, ruleId, webhookId }
}

const eventsOf = (userId: string, number: number) => [
  {
    type: 'level_completed',
    userId,
    data: { level: number % 5 === 0 ? 3 : 5, level_name: 'Sunken city', score: 1840 },
    state: { country: 'DE' },
  },
  { type: 'high_score', userId, data: { score: 1000 + number * 37, level: number % 8 } },
  { type: 'prize_assigned', userId, data: { prize: number % 2 === 0 ? 'mug' : 'shirt' } },
]

async function makeJourney(hookline: Hookline): Promise<string> {
  const rules = [{ field: 'event.level', operator: '>=', value: 5 }]
  const call = (secret: string) => callOf(bucketOf(hookline, secret))
  const nodes = [
    { id: 'when', type: 'trigger', position: { x: 0, y: 80 }, config: { eventType: 'level_completed' } },
    { id: 'if', type: 'condition', position: { x: 320, y: 80 }, config: { condition: { combinator: 'and', rules } } },
    { id: 'crm', type: 'webhook', name: 'Tell the CRM', position: { x: 640, y: 0 }, config: call('crm-0123456789abcdef') },
    { id: 'bonus', type: 'webhook', name: 'Give the bonus', position: { x: 960, y: 0 }, config: call('bonus-0123456789ab') },
    { id: 'count', type: 'webhook', name: 'Count it', position: { x: 640, y: 180 }, config: call('count-0123456789ab') },
  ]
  const edges = [
    { from: 'when', to: 'if' },
    { from: 'if', to: 'crm', branch: 'yes' },
    { from: 'crm', to: 'bonus' },
    { from: 'if', to: 'count', branch: 'no' },
  ]
  const journey = { kind: 'journey', name: 'Level 5 → CRM and bonus', draft: { nodes, edges } }
  return (await api<{ id: string }>(hookline, 'POST /v1/automations', journey)).id
}

await runHookline({ hasAdmin: true }, async (hookline) => {
  const receiver = await startReceiver()
  const browser = await chromium.launch(await findBrowser())
  try {
    const page = await browser.newPage({
      baseURL: hookline.url,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'UTC',
    })
    await signIn(page, hookline)
    await shootFirstRun(page)
    const { journeyId, ruleId, webhookId } = await fill(hookline, receiver)
    await shootCanvas(page, journeyId)
    await page.goto(`/automations/${ruleId}`)
    await expect(page.getByRole('textbox', { name: 'URL', exact: true })).toBeVisible()
    await shoot(page, 'rule')
    await page.goto('/deliveries')
    const failed = page.getByRole('table', { name: 'Deliveries' }).getByRole('row').filter({ hasText: 'Undelivered' })
    await failed.getByRole('link').first().click()
    await expect(page.getByRole('complementary', { name: 'Delivery' })).toContainText('Undelivered: 500')
    await shoot(page, 'deliveries')
    await page.goto(`/api-central/${webhookId}`)
    await expect(page.getByRole('region', { name: 'What is wrong' })).toContainText('deliveries are held')
    await shoot(page, 'webhook')
  } finally {
    await browser.close()
    receiver.stop()
  }
})
