import fc from 'fast-check'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { changedNumber } from '../http/read-json.ts'
import { eventually } from '../testing/hookline.ts'
import { type Received, startReceiver } from '../testing/receiver.ts'
import { useHookline, useReceiver } from '../testing/use.ts'

const receiver = await useReceiver()
const app = await useHookline()

const spinBody =
  '{"saw_template_id":"{{event.saw_template_id}}","minigame_spins_count":"{{event.minigame_spins_count}}","smartico_user_id":"{{state.user_id}}","user_ext_id":"{{state.user_ext_id}}","user_ext_id_clean":"{{state.user_ext_id_clean}}","brand":"{{state.core_sm_brand_id}}"}'

/** Publishes a journey of one WebHook and answers with the calls that the given events cause, by their path. */
async function callsOf({
  type,
  body,
  path,
  events,
}: {
  type: string
  body: string | null
  path: string
  events: object[]
}): Promise<Received[]> {
  const request = { urls: [`${receiver.url}${path}`], body }
  const draft = {
    nodes: [
      { id: 't', type: 'trigger', config: { eventType: type } },
      { id: 'w', type: 'webhook', config: { request } },
    ],
    edges: [{ from: 't', to: 'w' }],
  }
  const { id } = await app.ok('POST', '/v1/automations', { name: path, kind: 'journey', draft })
  await app.ok('POST', `/v1/automations/${id}/publish`, {})
  const before = receiver.received.length
  await app.ok('POST', '/v1/events', { events: events.map((event) => ({ type, ...event })) })
  await receiver.waitFor(before + events.length, 20_000)
  await app.ok('POST', `/v1/automations/${id}/pause`)
  return receiver.received.filter((call) => call.url.startsWith(path))
}

test('the spin call of the peer arrives with every value in its quotes, whatever the values are', async () => {
  const data = { saw_template_id: 2041, minigame_spins_count: 3 }
  const state = { user_id: 77, user_ext_id: 'ext "77"', user_ext_id_clean: 'ext\\77\n', core_sm_brand_id: null }
  const [call] = await callsOf({ type: 'minigame_spin_issued', path: '/spin', body: spinBody, events: [{ userId: 'u1', data, state }] })
  expect(JSON.parse(call?.body ?? '')).toEqual({
    saw_template_id: '2041',
    minigame_spins_count: '3',
    smartico_user_id: '77',
    user_ext_id: 'ext "77"',
    user_ext_id_clean: 'ext\\77\n',
    brand: '',
  })
})

const hostileNames = [
  'My level with " inside',
  'back\\slash',
  'line\nfeed',
  'line\u2028separator',
  'nul\u0000inside',
  'half \ud800 character',
  'emoji \u{1F3AF}',
  '{{state.secret}}',
  'x","admin":true,"y":"',
]

test('a level name that would break other systems arrives as it is', async () => {
  const events = hostileNames.map((level_name, n) => ({
    userId: `hostile-${n}`,
    data: { minigame_spins_count: n },
    state: { level_name, secret: 'not to be seen' },
  }))
  const calls = await callsOf({
    type: 'hostile',
    path: '/hostile',
    body: '{"level":"{{state.level_name}}","n":{{event.minigame_spins_count}}}',
    events,
  })
  const arrived = calls.map((call) => JSON.parse(call.body) as { level: string; n: number }).sort((a, b) => a.n - b.n)
  expect(arrived).toEqual(hostileNames.map((level, n) => ({ level, n })))
})

test('every string and every JSON value arrives equal, from event and state alike', async () => {
  const value = fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }).map((json) => JSON.parse(JSON.stringify(json)) as unknown)
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  )
  const samples = fc.sample(fc.record({ text: anyText, value, name: anyText }), 400).filter((sample) => isTaken(JSON.stringify(sample)))
  const body =
    '{"n":{{event.n}},"text":"{{event.text}}","value":{{event.value}},"bare":{{event.text}},"name":"{{state.name}}","from":{{state.value}}}'
  const events = samples.map((sample, n) => ({
    userId: `any-${n}`,
    data: { n, text: sample.text, value: sample.value },
    state: { name: sample.name, value: sample.value },
  }))
  const calls = await callsOf({ type: 'anything', path: '/any', body, events })
  expect(calls.length).toBe(samples.length)
  for (const call of calls) {
    const arrived = JSON.parse(call.body) as { n: number }
    const sample = samples[arrived.n]
    expect(arrived).toEqual({
      n: arrived.n,
      text: sample?.text,
      value: sample?.value,
      bare: sample?.text,
      name: sample?.name,
      from: sample?.value,
    })
  }
})

/** Keys that reach a prototype and integers beyond 2^53 are refused on the way in, by tests of their own. */
function isTaken(json: string): boolean {
  return !/__proto__|constructor|prototype/.test(json) && changedNumber(json) === null
}

test('the action event of the peer arrives in the default payload', async () => {
  await app.ok('POST', '/v1/campaigns', { id: 'sue7r1vO', name: 'Test campaign' })
  const data = {
    action: { id: '_g06CbGQ', name: 'reCAPTCHA', type: 'recaptcha' },
    ...{ xp: 10, total_xp: 130, ref_xp: 0, ugc_xp: 0, xp_mul: 1.5, rank: 12, team: 'blue' },
  }
  const event = {
    id: 'act-1',
    userId: '23945872938472',
    campaignId: 'sue7r1vO',
    occurredAt: '2026-11-21T10:00:00Z',
    data,
    state: { email: 'a@example.com' },
  }
  const [call] = await callsOf({ type: 'action_completed', path: '/default', body: null, events: [event] })
  expect(call?.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': expect.stringMatching(/^Hookline\//) })
  expect(JSON.parse(call?.body ?? '')).toEqual({
    id: call?.headers['webhook-id'],
    scope: 'user_activity',
    type: 'action_completed',
    timestamp: '2026-11-21T10:00:00Z',
    user: '23945872938472',
    email: 'a@example.com',
    campaign: { id: 'sue7r1vO', name: 'Test campaign' },
    event: { id: 'act-1', type: 'action_completed', occurredAt: '2026-11-21T10:00:00Z', data },
  })
})

test('a receiver that answers 500, 500, 200 gets three signed calls of one message, and history shows all three', async () => {
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const failing = await startReceiver((_, number) => ({ status: number < 3 ? 500 : 200, body: `answer ${number}` }))
  const webhook = {
    name: 'Signed',
    eventTypes: ['signed'],
    request: { urls: [failing.url] },
    policy: { retry: { delaysSeconds: [1, 1] } },
    secret,
  }
  await app.ok('POST', '/v1/webhooks', webhook)
  await app.ok('POST', '/v1/events', { id: 'signed-1', type: 'signed', userId: 'u' })
  const calls = await failing.waitFor(3)
  const verifier = new Webhook(secret)
  for (const call of calls) expect(() => verifier.verify(call.body, call.headers as Record<string, string>)).not.toThrow()
  expect(new Set(calls.map((call) => JSON.stringify([call.headers['webhook-id'], call.body]))).size).toBe(1)
  const times = calls.map((call) => Number(call.headers['webhook-timestamp']))
  expect(new Set(times).size).toBe(3)
  const { deliveries } = await app.ok('GET', '/v1/events/signed-1')
  const delivery = await eventually(async () => {
    const found = await app.ok('GET', `/v1/deliveries/${deliveries[0].id}`)
    return found.status === 'succeeded' && found
  })
  expect(
    delivery.attempts.map((attempt: { number: number; status: number; body: string }) => [attempt.number, attempt.status, attempt.body]),
  ).toEqual([
    [1, 500, 'answer 1'],
    [2, 500, 'answer 2'],
    [3, 200, 'answer 3'],
  ])
  await failing.close()
})
