import type { DeliverySummary } from '@hookline/schema'
import { beforeAll, expect, test } from 'vitest'
import { addUpCohorts } from '../cohorts/add-up.ts'
import { newUuid, publicId } from '../ids.ts'
import { type GivenDone, putDone } from '../testing/done.ts'
import { useHookline } from '../testing/use.ts'

// What a list finds by counted minutes is compared with what a look at every delivery finds.

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
const endMs = Math.floor(Date.now() / minuteMs) * minuteMs

let made: (GivenDone & { id: string })[]
const endpoints = [0, 1, 2].map(() => ({ sourceId: newUuid(endMs), endpointId: newUuid(endMs) }))

/** A number that looks random and is the same in every run. */
const pick = (n: number, of: number) => (Math.imul(n ^ (n >>> 3), 2_654_435_761) >>> 16) % of

const app = await useHookline()

beforeAll(async () => {
  const { sql } = app.hookline.services.database
  const given = Array.from({ length: 240 }, (_, n): GivenDone => {
    const place = endpoints[pick(n, 3)]
    const failed = pick(n + 1000, 9) === 0
    // Many a minute at first, then few a day.
    const agoMs = n < 120 ? n * 700 : (n - 119) * (dayMs / 7) + pick(n, 50_000)
    return {
      ...place,
      madeMs: endMs - 1000 - agoMs,
      eventType: `type-${pick(n + 2000, 4)}`,
      userId: `u-${pick(n + 3000, 5)}`,
      ...(pick(n + 4000, 2) === 0 && { campaignId: 'summer' }),
      ...(failed && { status: 'undelivered' as const, error: n % 2 === 0 ? 'dns' : 'timeout' }),
    }
  })
  const half = await putDone(sql, given.slice(0, 200))
  while ((await addUpCohorts(sql)) !== 0);
  // The rest may be added up or not: it is found either way.
  const ids = [...half, ...(await putDone(sql, given.slice(200)))]
  made = given.map((one, n) => ({ ...one, id: ids[n] ?? '' })).toSorted((a, b) => (a.id < b.id ? 1 : -1))
})

const hex = (prefix: 'ep' | 'whk' | 'dlv', uuid: string | undefined) => publicId(prefix, uuid ?? '')

const filters: [query: string, matches: (one: GivenDone) => boolean][] = [
  ['', () => true],
  ['status=succeeded', ({ status }) => status === undefined],
  ['status=undelivered', ({ status }) => status === 'undelivered'],
  ['status=cancelled', () => false],
  ['error=dns', ({ error }) => error === 'dns'],
  ['eventType=type-1', ({ eventType }) => eventType === 'type-1'],
  ['eventType=nothing', () => false],
  ['campaignId=summer', ({ campaignId }) => campaignId === 'summer'],
  ['campaignId=summer&status=undelivered&error=timeout', (one) => one.campaignId === 'summer' && one.error === 'timeout'],
  ['userId=u-2', ({ userId }) => userId === 'u-2'],
  ['userId=u-2&eventType=type-0', ({ userId, eventType }) => userId === 'u-2' && eventType === 'type-0'],
  ['q=u-3', ({ userId }) => userId === 'u-3'],
  ['q=tim', ({ error }) => error === 'timeout'],
  ['q=u-3&campaignId=summer', ({ userId, campaignId }) => userId === 'u-3' && campaignId === 'summer'],
]

function withTime([query, matches]: (typeof filters)[number]): typeof filters {
  const from = endMs - 4 * dayMs + 12_345
  const to = endMs - 20_500
  const time = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`
  return [
    [query, matches],
    [`${query}&${time}`, (one) => matches(one) && one.madeMs >= from && one.madeMs < to],
  ]
}

test.each(filters.flatMap(withTime))('"%s" finds what a look at every delivery finds, page by page', async (query, matches) => {
  const expected = made.filter(matches).map(({ id }) => hex('dlv', id))
  expect(query.includes('nothing') || query.includes('cancelled') || expected.length > 0).toBe(true)
  for (const limit of [7, 500]) {
    const found: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: DeliverySummary[]; nextCursor: string | null } = await app.ok(
        'GET',
        `/v1/deliveries?${query}&limit=${limit}${cursor && `&cursor=${cursor}`}`,
      )
      found.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    }
    expect(found).toEqual(expected)
  }
})

test('places are found by themselves and together with anything else', async () => {
  for (const { sourceId, endpointId } of endpoints) {
    const expected = made.filter((one) => one.endpointId === endpointId)
    for (const query of [`webhookId=${hex('whk', sourceId)}`, `endpointId=${hex('ep', endpointId)}`]) {
      const { items } = await app.ok('GET', `/v1/deliveries?${query}&limit=500`)
      expect(items.map(({ id }: DeliverySummary) => id)).toEqual(expected.map(({ id }) => hex('dlv', id)))
      const failed = await app.ok('GET', `/v1/deliveries?${query}&limit=500&status=undelivered`)
      expect(failed.items.length).toBe(expected.filter(({ status }) => status === 'undelivered').length)
    }
  }
})

test('resending all that match counts the same', async () => {
  for (const [query, matches] of filters.filter(([text]) => text !== '')) {
    const filter = Object.fromEntries(new URLSearchParams(query))
    const { count } = await app.ok('POST', '/v1/deliveries/resend', { filter, dryRun: true })
    expect([query, count]).toEqual([query, made.filter(matches).length])
  }
})

test('one that was retried for hours, and has just ended, stands at its place between the others', async () => {
  const { sql } = app.hookline.services.database
  const at = (agoMs: number) => ({ madeMs: endMs - 1000 - agoMs, eventType: 'late' })
  const first = [...Array.from({ length: 5 }, (_, n) => at(n * 1000)), at(3 * 3_600_000), at(4 * 3_600_000)]
  await putDone(sql, first)
  while ((await addUpCohorts(sql)) !== 0);
  await putDone(sql, [at(5 * 3_600_000), at(3.5 * 3_600_000)])
  const { items } = await app.ok('GET', '/v1/deliveries?eventType=late&limit=6')
  const times = items.map(({ createdAt }: DeliverySummary) => endMs - 1000 - Date.parse(createdAt))
  expect(times).toEqual([0, 1000, 2000, 3000, 4000, 3 * 3_600_000])
})
