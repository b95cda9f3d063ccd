import type { EventType, Webhook, WebhookHealth } from '@hookline/schema'
import { expect, test } from 'vitest'
import { type TroubleInput, troublesOf } from './troubles.ts'

const webhook: Webhook = {
  ...{ id: 'whk_1', hookId: null, name: 'CRM', description: '', status: 'active', eventTypes: ['*'], campaignId: null, condition: null },
  request: { method: 'POST', urls: ['https://crm.example.com/a'], contentType: 'application/json', headers: [], body: null },
  policy: { timeoutMs: 15_000, success: '2xx', retry: { preset: 'none' }, ratePerSecond: null },
  ...{ hasSecret: false, createdAt: '2026-11-21T10:00:00Z', updatedAt: '2026-11-21T10:00:00Z' },
}
const nothing = { value: null, series: [] }
const lastCall = { deliveryId: 'dlv_1', at: '2026-11-21T10:00:00Z', accepted: false, status: 401 as number | null, error: 'status' }
const endpoint = { id: 'ep_1', url: 'https://crm.example.com/a', calls: 1, successShare: 0, p95Ms: 20 as number | null, lastCall }
const health = (more: Partial<WebhookHealth> = {}): WebhookHealth => ({
  ...{ id: 'whk_1', calls: nothing, successShare: nothing, p95Ms: nothing, undelivered: 0, lastCall: null, waiting: 0, held: [] },
  ...{ inactive: null, formerSecretUntil: null, endpoints: [] },
  ...more,
})
const on = { webhooksEnabled: true, webhooksChangedAt: null, webhooksChangedBy: null }
const type = (name: string, lastSeenAt: string | null): EventType => ({
  ...{ name, title: name, group: 'visits', description: '', schema: {}, sample: null, source: 'declared', lastSample: null },
  ...{ observations: { sampled: 0, absent: {} }, firstSeenAt: null, lastSeenAt },
})
const troubles = (more: Partial<TroubleInput>) =>
  troublesOf({ webhook, health: health(), settings: on, types: [], hasCampaign: true, ...more })

test('a webhook that does well has no trouble', () => {
  expect(troubles({})).toEqual([])
  expect(troubles({ health: health({ endpoints: [{ ...endpoint, lastCall: { ...lastCall, accepted: true } }] }) })).toEqual([])
})

test('what is stopped says what is held, why, since when and by whom', () => {
  const held = [{ reason: 'webhook-inactive' as const, count: 2, since: '2026-11-21T09:00:00Z' }]
  const inactive = { since: '2026-11-21T09:30:00Z', by: 'anna' }
  const found = troubles({ webhook: { ...webhook, status: 'inactive' }, health: health({ held, inactive }) })
  expect(found).toMatchObject([{ id: 'inactive', since: inactive.since, by: 'anna', action: 'activate' }])
  expect(found[0]?.message).toContain('2 deliveries are held')
  const off = { webhooksEnabled: false, webhooksChangedAt: '2026-11-21T08:00:00Z', webhooksChangedBy: 'ben' }
  expect(troubles({ settings: off })).toMatchObject([
    { id: 'switch-off', since: off.webhooksChangedAt, by: 'ben', action: 'master-switch' },
  ])
})

test.each([
  ['dns', null, 'host name'],
  ['connect', null, 'did not accept a connection'],
  ['tls', null, 'secure connection'],
  ['status', 401, 'Authorization header is missing'],
  ['status', 403, 'Authorization header is missing'],
  ['status', 404, 'nothing at this URL'],
  ['status', 415, 'content type'],
])('the last call of each URL is explained where it was not accepted: %s %s', (error, status, words) => {
  const found = troubles({ health: health({ endpoints: [{ ...endpoint, lastCall: { ...lastCall, error, status } }] }) })
  expect(found).toMatchObject([
    { tone: 'bad', deliveryId: 'dlv_1', message: expect.stringContaining(words), fix: expect.stringMatching(/\.$/) },
  ])
  expect(found[0]?.message).toMatch(/^crm\.example\.com: /)
})

test('a slow receiver is named with what it takes of what is allowed', () => {
  const found = troubles({ health: health({ endpoints: [{ ...endpoint, lastCall: null, p95Ms: 6100 }] }) })
  expect(found[0]?.message).toBe('crm.example.com: The receiver is slow: 95 of 100 calls take up to 6.1 s of the 15 s allowed.')
})

test('a webhook that no event ever reached says so', () => {
  const types = [type('login', null), type('logout', '2026-11-21T10:00:00Z')]
  expect(troubles({ webhook: { ...webhook, eventTypes: ['login'] }, types })[0]?.message).toContain('of the type login')
  expect(troubles({ webhook: { ...webhook, eventTypes: ['visits/*'] }, types })).toEqual([])
  expect(troubles({ webhook: { ...webhook, eventTypes: ['empty/*'] }, types })[0]?.message).toContain('no event type')
  expect(troubles({ webhook: { ...webhook, campaignId: 'gone' }, hasCampaign: false })[0]?.message).toContain('"gone" is deleted')
})
