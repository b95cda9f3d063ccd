import { afterEach, beforeEach, expect, test } from 'vitest'
import { eventually } from '../testing/hookline.ts'
import { call, journeyOf, movableClock, wait } from '../testing/journeys.ts'
import { useHookline, useReceiver } from '../testing/use.ts'

const clock = movableClock()
let type: string
let count = 0

const receiver = await useReceiver()
const app = await useHookline({ overrides: { clock } })

beforeEach(() => {
  type = `journey_${++count}`
  receiver.received.length = 0
})
const made: string[] = []
afterEach(async () => {
  for (const id of made.splice(0)) await app.api('DELETE', `/v1/automations/${id}`)
})

const hourSeconds = 3600
const body = '{"id":"{{trigger.id}}","user":"{{user.id}}","level":{{event.level}},"tier":{{state.tier}}}'

async function publish(draft: object): Promise<string> {
  const { id } = await app.ok('POST', '/v1/automations', { name: 'A journey', kind: 'journey', draft })
  made.push(id)
  await app.ok('POST', `/v1/automations/${id}/publish`)
  return id
}

async function publishAgain(id: string, draft: object): Promise<void> {
  await app.ok('PATCH', `/v1/automations/${id}`, { draft })
  await app.ok('POST', `/v1/automations/${id}/publish`)
}

const send = (event: object) => app.ok('POST', '/v1/events', { type, userId: 'u-1', ...event })
const runsOf = async (id: string, query = '') => (await app.ok('GET', `/v1/automations/${id}/runs${query}`)).items
const bodies = () => receiver.received.map((received) => JSON.parse(received.body))
const arrived = (howMany: number) => eventually(() => receiver.received.length >= howMany)
/** Resolves when the journey has no run that waits. */
const ended = (id: string) => eventually(async () => (await runsOf(id, '?status=waiting')).length === 0)

/** Another run of the same moment has gone on and has called, so that one which has not will not either. */
async function othersWentOn(): Promise<void> {
  await publish(journeyOf({ eventType: `${type}_witness` }, wait(1), call(`${receiver.url}/witness`, '{}')))
  await app.ok('POST', '/v1/events', { type: `${type}_witness`, userId: 'witness' })
  clock.forward(1)
  await eventually(() => receiver.received.some(({ url }) => url === '/witness'))
}

test('a run waits, and calls when its time has come, with the event that began it and the state of that moment', async () => {
  const id = await publish(journeyOf({ eventType: type }, wait(2 * hourSeconds), call(`${receiver.url}/later`, body)))
  await send({ id: `${type}-1`, data: { level: 5 }, state: { tier: 'silver' } })
  const [waiting] = await runsOf(id)
  expect(waiting).toMatchObject({
    status: 'waiting',
    version: 1,
    userId: 'u-1',
    eventId: `${type}-1`,
    waitingAt: { nodeId: 'b1' },
    finishedAt: null,
  })
  expect(Date.parse(waiting.waitingAt.until) - Date.parse(waiting.startedAt)).toBe(2 * hourSeconds * 1000)
  const { nodes } = await app.ok('GET', `/v1/automations/${id}/stats`)
  expect(nodes.find(({ nodeId }: { nodeId: string }) => nodeId === 'b1')).toMatchObject({ waiting: 1, held: 0 })

  await app.ok('PATCH', '/v1/users/u-1', { state: { tier: 'gold' } })
  clock.forward(2 * hourSeconds - 60)
  await othersWentOn()
  expect(bodies()).toEqual([{}])
  clock.forward(60)
  await arrived(2)
  expect(bodies()[1]).toEqual({ id: `${type}-1`, user: 'u-1', level: 5, tier: 'gold' })

  await ended(id)
  const [run] = await runsOf(id)
  expect(run).toMatchObject({ id: waiting.id, status: 'finished', waitingAt: null, startedAt: waiting.startedAt, error: null })
  expect(run.path).toMatchObject([{ nodeId: 't' }, { nodeId: 'b1', until: waiting.waitingAt.until }, { nodeId: 'b2' }])
  expect(Date.parse(run.path[1].leftAt)).toBeGreaterThanOrEqual(Date.parse(waiting.waitingAt.until))
  const event = await app.ok('GET', `/v1/events/${type}-1`)
  expect(event.runs.map((one: { id: string }) => one.id)).toEqual([run.id])
  expect(event.deliveries).toMatchObject([{ source: { id, nodeId: 'b2', version: 1 } }])
  expect(event.matches).toMatchObject([{ kind: 'automation', id }])
  expect((await app.ok('GET', `/v1/deliveries?q=${type}-1`)).items).toHaveLength(1)
  expect((await app.ok('GET', '/v1/users/u-1/runs?limit=1')).items).toMatchObject([{ id: run.id, status: 'finished' }])
})

test('a run passes one wait after another, and what stands between them is called in its time', async () => {
  const id = await publish(
    journeyOf(
      { eventType: type },
      call(`${receiver.url}/a`, '{}'),
      wait(60),
      call(`${receiver.url}/b`, '{}'),
      wait(60),
      call(`${receiver.url}/c`, '{}'),
    ),
  )
  await send({})
  await arrived(1)
  for (const sofar of [2, 3]) {
    clock.forward(60)
    await arrived(sofar)
  }
  expect(receiver.received.map(({ url }) => url)).toEqual(['/a', '/b', '/c'])
  await ended(id)
  const messages = (await app.ok('GET', `/v1/deliveries?automationId=${id}`)).items.map(({ messageId }: { messageId: string }) => messageId)
  expect(new Set(messages).size).toBe(3)
})

test('a run finishes on the version it started on, and what begins after a publish is on the new one', async () => {
  const path = (version: number) => journeyOf({ eventType: type }, wait(60), call(`${receiver.url}/v${version}`, '{}'))
  const id = await publish(path(1))
  await send({ userId: 'early' })
  await publishAgain(id, path(2))
  await send({ userId: 'late' })
  clock.forward(60)
  await arrived(2)
  await ended(id)
  const runs = await runsOf(id)
  expect(runs.map(({ userId, version }: { userId: string; version: number }) => [userId, version])).toEqual([
    ['late', 2],
    ['early', 1],
  ])
  expect(receiver.received.map((received) => received.url).sort()).toEqual(['/v1', '/v2'])
})

test('a run on an earlier version still signs and sends the secrets of blocks that are no more', async () => {
  const secretCall = {
    type: 'webhook',
    config: {
      secret: 'generate',
      request: { urls: [`${receiver.url}/secret`], body: '{}', headers: [{ name: 'X-Token', value: 'hush', secret: true }] },
    },
  }
  const id = await publish(journeyOf({ eventType: type }, wait(60), secretCall))
  await send({})
  await publishAgain(id, journeyOf({ eventType: type }, call(`${receiver.url}/now`, '{}')))
  clock.forward(60)
  await arrived(1)
  expect(receiver.received[0]?.headers).toMatchObject({ 'x-token': 'hush', 'webhook-signature': expect.stringMatching(/^v1,/) })
})

test('runs of a paused automation wait on, and those whose time has come go on when it is resumed', async () => {
  const id = await publish(journeyOf({ eventType: type }, wait(60), call(`${receiver.url}/paused`, '{}')))
  await send({})
  await app.ok('POST', `/v1/automations/${id}/pause`)
  clock.forward(120)
  await othersWentOn()
  expect(receiver.received.map(({ url }) => url)).toEqual(['/witness'])
  expect(await runsOf(id)).toMatchObject([{ status: 'waiting' }])
  const { nodes } = await app.ok('GET', `/v1/automations/${id}/stats`)
  expect(nodes.find(({ nodeId }: { nodeId: string }) => nodeId === 'b1')).toMatchObject({ waiting: 1, held: 1 })
  await app.ok('POST', `/v1/automations/${id}/resume`)
  await arrived(2)
  expect(receiver.received[1]?.url).toBe('/paused')
})

test('runs of a deleted automation end as cancelled and call nothing, brought back or not', async () => {
  const id = await publish(journeyOf({ eventType: type }, wait(60), call(`${receiver.url}/gone`, '{}')))
  await send({ userId: `${type}-user` })
  await app.api('DELETE', `/v1/automations/${id}`)
  await app.ok('POST', `/v1/automations/${id}/undelete`)
  expect(await runsOf(id)).toMatchObject([{ status: 'cancelled', waitingAt: null }])
  expect((await app.ok('GET', `/v1/users/${type}-user/runs?status=cancelled`)).items).toHaveLength(1)
  clock.forward(60)
  await othersWentOn()
  expect(receiver.received.map(({ url }) => url)).toEqual(['/witness'])
})

test('while the master switch is off runs go on, and what they call is held', async () => {
  const id = await publish(journeyOf({ eventType: type }, wait(60), call(`${receiver.url}/held`, '{}')))
  await send({})
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: false })
  clock.forward(60)
  await ended(id)
  expect((await app.ok('GET', `/v1/deliveries?automationId=${id}`)).items).toMatchObject([{ status: 'held', heldReason: 'switch-off' }])
  await app.ok('PATCH', '/v1/settings', { webhooksEnabled: true })
  await arrived(1)
})

test('a condition after a wait asks what the user has done by then', async () => {
  const done = { field: 'behaviour', operator: 'hasDone', value: { eventType: `${type}_back`, atLeast: 1 } }
  const asked = { type: 'condition', config: { condition: { combinator: 'and', rules: [done] } } }
  const id = await publish(journeyOf({ eventType: type }, wait(60), { ...asked, branch: 'no' }, call(`${receiver.url}/missed`, body)))
  // A counter counts by itself two seconds after it was published.
  clock.forward(5)
  await app.hookline.services.live.refresh()
  await send({ userId: 'returned', data: { level: 1 } })
  await send({ userId: 'lost', data: { level: 1 } })
  await app.ok('POST', '/v1/events', { type: `${type}_back`, userId: 'returned' })
  clock.forward(60)
  await ended(id)
  await arrived(1)
  expect(bodies()).toMatchObject([{ user: 'lost' }])
  expect((await app.ok('GET', `/v1/deliveries?automationId=${id}`)).items).toHaveLength(1)
})

test('users enter once, for ever or while a run of theirs waits, on any number of calls at once', async () => {
  const draft = (reentry: string) => journeyOf({ eventType: type, reentry }, wait(60), call(`${receiver.url}/once`, '{}'))
  const once = await publish(draft('oncePerUser'))
  const notTwice = await publish(draft('onceWhileRunning'))
  const userId = `${type}-user`
  const both = async () => [(await runsOf(once)).length, (await runsOf(notTwice)).length]
  await Promise.all(Array.from({ length: 20 }, (_, n) => send({ userId, data: { n } })))
  await app.ok('POST', '/v1/events', {
    events: [
      { type, userId },
      { type, userId },
    ],
  })
  expect(await both()).toEqual([1, 1])
  clock.forward(60)
  await ended(once)
  await ended(notTwice)
  await send({ userId })
  expect(await both()).toEqual([1, 2])
  await send({ userId: `${type}-other` })
  expect(await both()).toEqual([2, 3])
})

test('a rule may be set off once by each user, and a journey that ends at once too', async () => {
  const { id } = await app.ok('POST', '/v1/automations', {
    name: 'A rule',
    draft: journeyOf({ eventType: type, reentry: 'oncePerUser' }, call(`${receiver.url}/rule`, '{}')),
  })
  made.push(id)
  await app.ok('POST', `/v1/automations/${id}/publish`)
  const journey = await publish(journeyOf({ eventType: type, reentry: 'oncePerUser' }, call(`${receiver.url}/journey`, '{}')))
  for (const userId of ['a', 'a', 'b', 'a']) await send({ userId: `${type}-${userId}` })
  await arrived(4)
  expect(receiver.received.map(({ url }) => url).sort()).toEqual(['/journey', '/journey', '/rule', '/rule'])
  expect(await runsOf(journey)).toHaveLength(2)
})

test('a run that cannot go on fails alone and says why; others go on', async () => {
  const id = await publish(journeyOf({ eventType: type }, wait(60), call(`${receiver.url}/sound`, '{}')))
  await send({ userId: 'broken' })
  await send({ userId: 'sound' })
  await app.hookline.services.database.sql`UPDATE waiting_runs SET node_id = 'gone' WHERE user_id = 'broken'`
  clock.forward(60)
  await ended(id)
  await arrived(1)
  const byUser = Object.fromEntries((await runsOf(id)).map((run: { userId: string }) => [run.userId, run]))
  expect(byUser).toMatchObject({ broken: { status: 'failed', error: expect.stringContaining('"gone"') }, sound: { status: 'finished' } })
  expect(await runsOf(id, '?status=failed')).toHaveLength(1)
})

test('a run whose data the database refuses fails alone, in a batch of many', async () => {
  const id = await publish(journeyOf({ eventType: type }, wait(60), call(`${receiver.url}/many`, '{}')))
  await app.ok('POST', '/v1/events', { events: Array.from({ length: 40 }, (_, n) => ({ type, userId: `${type}-${n}` })) })
  const { sql } = app.hookline.services.database
  await sql.unsafe(`ALTER TABLE runs ADD CONSTRAINT refused CHECK (user_id <> '${type}-7' OR status = 'failed')`)
  clock.forward(60)
  await ended(id)
  await sql`ALTER TABLE runs DROP CONSTRAINT refused`
  await arrived(39)
  const failed = await runsOf(id, '?status=failed')
  expect(failed).toMatchObject([{ userId: `${type}-7`, error: expect.stringContaining('refused') }])
  expect(await runsOf(id, '?status=finished')).toHaveLength(39)
})

test('a list of runs is read page by page, those that wait and those that have ended together', async () => {
  const id = await publish(
    journeyOf(
      { eventType: type },
      {
        type: 'condition',
        config: { condition: { combinator: 'and', rules: [{ field: 'event.stay', operator: '=', value: true }] } },
        branch: 'yes',
      },
      wait(60),
      call(`${receiver.url}/p`, '{}'),
    ),
  )
  for (let n = 0; n < 7; n++) await send({ id: `${type}-${n}`, data: { stay: n % 2 === 0 } })
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: { items: { eventId: string; status: string }[]; nextCursor: string | null } = await app.ok(
      'GET',
      `/v1/automations/${id}/runs?limit=3&cursor=${cursor}`,
    )
    seen.push(...page.items.map((run) => `${run.eventId} ${run.status}`))
    cursor = page.nextCursor
  }
  expect(seen).toEqual(Array.from({ length: 7 }, (_, n) => `${type}-${6 - n} ${n % 2 === 0 ? 'waiting' : 'finished'}`))
  expect(await runsOf(id, '?nodeId=b2')).toHaveLength(4)
  expect(await runsOf(id, '?nodeId=b3')).toHaveLength(0)
  expect((await app.api('GET', `/v1/automations/${id}/runs?status=asleep`)).status).toBe(422)
})
