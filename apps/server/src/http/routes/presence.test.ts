import { beforeAll, beforeEach, expect, test } from 'vitest'
import { newUuid, uuidOf } from '../../ids.ts'
import { presenceLastsMs, windowsMax } from '../../presence/limits.ts'
import { topicsChannel } from '../../stream/message.ts'
import { eventually, startTestHookline, testKey } from '../../testing/hookline.ts'
import { addViewer, admin, makeAdmin, type TestMember } from '../../testing/member.ts'
import { hearNotifications } from '../../testing/notifications.ts'
import { useHookline } from '../../testing/use.ts'
import { prunePresences } from '../../upkeep/prune-presences.ts'

const clock = { offsetMs: 0 }
const overrides = { clock: { now: () => Date.now() + clock.offsetMs, monotonic: () => performance.now() } }
const anna = { email: 'anna@example.com', name: '<b>Anna</b>' }

let ada: TestMember
let viewer: TestMember
let id: string

const app = await useHookline({ overrides })

beforeAll(async () => {
  ada = await makeAdmin(app)
  viewer = await addViewer(app, anna)
})

beforeEach(async () => {
  id = (await app.ok('POST', '/v1/automations', { name: 'Shared' })).id
})

const sql = () => app.hookline.services.database.sql
const pathOf = (windowId: string, of = id) => `/v1/automations/${of}/presence/${windowId}`
const enter = async (member: TestMember, windowId: string) => (await member.call('PUT', pathOf(windowId))).json
const windows = async (member = ada) => (await member.call('GET', `/v1/automations/${id}/presence`)).json.items.map(windowIdOf)
const windowIdOf = ({ windowId }: { windowId: string }) => windowId

test('whoever opens a draft is listed with name and window for every member, a viewer too, who came first at the beginning', async () => {
  await enter(ada, 'window-of-ada')
  clock.offsetMs += 1000
  const answer = await viewer.call('PUT', pathOf('window-of-anna'))
  expect(answer.json).toEqual({
    items: [
      { member: { email: admin.email, name: 'ada' }, windowId: 'window-of-ada', since: expect.any(String) },
      { member: anna, windowId: 'window-of-anna', since: expect.any(String) },
    ],
  })
  expect((await ada.call('GET', `/v1/automations/${id}/presence`)).json).toEqual(answer.json)
})

test('a window that leaves is gone at once, and leaving twice is fine', async () => {
  await enter(ada, 'window-stays')
  await enter(ada, 'window-leaves')
  expect((await ada.call('DELETE', pathOf('window-leaves'))).status).toBe(204)
  expect(await windows()).toEqual(['window-stays'])
  expect((await ada.call('DELETE', pathOf('window-leaves'))).status).toBe(204)
})

test('whoever signs out has no draft open any more', async () => {
  await enter(ada, 'window-stays')
  const other = await addViewer(app, { email: 'out@example.com', name: 'Out' })
  await enter(other, 'window-out')
  expect((await other.call('DELETE', '/v1/session')).status).toBeLessThan(300)
  expect(await windows()).toEqual(['window-stays'])
})

test('a window that falls silent is not listed after 90 s; one that goes on telling stays, since when it came', async () => {
  await enter(ada, 'window-silent')
  const { items } = await enter(viewer, 'window-alive')
  clock.offsetMs += presenceLastsMs - 1000
  expect((await enter(viewer, 'window-alive')).items).toEqual(items)
  clock.offsetMs += 2000
  expect(await windows()).toEqual(['window-alive'])
  expect((await enter(ada, 'window-silent')).items.map(windowIdOf)).toEqual(['window-alive', 'window-silent'])
})

test('the upkeep deletes what fell silent, and nothing else', async () => {
  await enter(ada, 'window-silent')
  clock.offsetMs += presenceLastsMs
  await enter(ada, 'window-alive')
  await prunePresences(sql(), overrides.clock.now())
  expect(await sql()`SELECT window_id FROM presences`).toEqual([{ window_id: 'window-alive' }])
})

test('who is on one process is listed on the other, whose pages are told', async () => {
  const other = await startTestHookline({ overrides, databaseUrl: app.config.databaseUrl ?? '' })
  try {
    let heard = 0
    const end = other.hookline.services.topics.subscribe(['presence'], { changed: () => heard++, stopped: () => undefined })
    await enter(ada, 'window-told')
    await eventually(() => heard > 0)
    const there = await other.api('GET', `/v1/automations/${id}/presence`, undefined, { key: null, headers: { cookie: ada.cookie } })
    expect(there.json.items.map(windowIdOf)).toEqual(['window-told'])
    end()
  } finally {
    await other.stop()
  }
})

test('coming and leaving are told once each, a heartbeat and a second leaving are not', async () => {
  const { heard, close } = await hearNotifications(app.config.databaseUrl ?? '', topicsChannel)
  await enter(ada, 'window-told')
  await enter(ada, 'window-told')
  await ada.call('DELETE', pathOf('window-told'))
  await ada.call('DELETE', pathOf('window-told'))
  await app.ok('PATCH', '/v1/settings', { deliveriesRetentionDays: 31 })
  await eventually(() => heard.includes('settings,deliveries'))
  expect(heard).toEqual(['presence', 'presence', 'settings,deliveries'])
  await close()
})

test('at most 50 windows of a draft are kept: those that were heard of last', async () => {
  for (let n = 0; n <= windowsMax; n++) {
    clock.offsetMs += 10
    await enter(ada, `window-${String(n).padStart(3, '0')}`)
  }
  const kept = await windows()
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([windowsMax, 'window-001', 'window-050'])
})

test('a member names no window of another: the same id is two windows, and only the own one is left', async () => {
  await enter(ada, 'window-same')
  clock.offsetMs += 10
  expect((await enter(viewer, 'window-same')).items).toHaveLength(2)
  await viewer.call('DELETE', pathOf('window-same'))
  expect((await ada.call('GET', `/v1/automations/${id}/presence`)).json.items).toMatchObject([{ member: { email: admin.email } }])
})

test('nothing of another workspace is listed, nor found', async () => {
  const uuid = uuidOf('aut', id) ?? ''
  const [member] = await sql()<{ id: string }[]>`SELECT id FROM members WHERE email = ${anna.email}`
  await sql()`
    INSERT INTO presences (workspace_id, automation_id, member_id, window_id, since, seen_at)
    VALUES (2, ${uuid}, ${member?.id ?? ''}, 'window-foreign', now(), now() + interval '1 day')`
  expect(await windows()).toEqual([])
  await sql()`UPDATE automations SET workspace_id = 2 WHERE id = ${uuid}`
  expect((await ada.call('GET', `/v1/automations/${id}/presence`)).status).toBe(404)
})

const calls = [
  ['GET', ''],
  ['PUT', '/window-one'],
  ['DELETE', '/window-one'],
] as const

test.each(calls)('%s presence%s is for members who are signed in, on an automation that is there', async (method, rest) => {
  const path = `/v1/automations/${id}/presence${rest}`
  expect((await app.api(method, path, undefined, { key: null })).status).toBe(401)
  const withKey = await app.api(method, path, undefined, { key: testKey })
  expect([withKey.status, withKey.json.detail]).toEqual([403, 'This is for members who are signed in, not for API keys.'])
  await app.ok('DELETE', `/v1/automations/${id}`)
  for (const gone of [id, `aut_${newUuid(0).replaceAll('-', '')}`, 'no-such']) {
    const answer = await ada.call(method, `/v1/automations/${gone}/presence${rest}`)
    expect([answer.status, answer.json.detail]).toEqual([404, `There is no automation "${gone}".`])
  }
})

test.each(['short', 'x'.repeat(65), 'with%20space', '%3Cb%3Ewindow', 'window%00id'])(
  'the window id %s is refused by name',
  async (windowId) => {
    for (const method of ['PUT', 'DELETE']) {
      const { status, json, headers } = await ada.call(method, pathOf(windowId))
      expect([status, json.errors?.[0]?.path, headers.get('content-type')]).toEqual([422, 'param.windowId', 'application/problem+json'])
    }
  },
)

test('a page of a stranger cannot say that a member is here', async () => {
  expect((await ada.call('PUT', pathOf('window-one'), undefined, { origin: 'https://evil.example' })).status).toBe(403)
  expect(await windows()).toEqual([])
})
