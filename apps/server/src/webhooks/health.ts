import type { WebhookHealth, WebhookHealthList } from '@hookline/schema'
import { and, eq, inArray, or } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { endpoints, webhooks } from '../db/schema/index.ts'
import { publicId, uuidOf } from '../ids.ts'
import { type HeldOfSource, readOwedBySource } from '../queue/owed-by-source.ts'
import { formerSecretEnds } from '../secrets/former.ts'
import { measure, p95Of, readHours, successShareOf, sumOf } from '../stats/read-tallies.ts'
import type { Counts } from '../stats/write-tallies.ts'
import { readInactive } from './inactive-since.ts'
import { type EndpointCall, readLastCalls } from './last-calls.ts'
import type { WebhookRow } from './row.ts'

const hourMs = 3_600_000
const hours = 24

type EndpointRow = Pick<typeof endpoints.$inferSelect, 'id' | 'sourceId' | 'url'>
type Hour = Counts & { subjectId: string; atMs: number }

/** How webhooks do, in one question for a page of them, in the order of `ids` (or hookIds); ids of none are left out. */
export async function readWebhookHealth({ ctx, input }: { ctx: Ctx; input: { ids: readonly string[] } }): Promise<WebhookHealthList> {
  const { services, workspaceId } = ctx
  const { sql } = services.database
  const rows = await findAll(ctx, input.ids)
  const sourceIds = rows.map(({ id }) => id)
  const places = await endpointsOf(ctx, sourceIds)
  await services.tally.flush()
  const nowMs = services.clock.now()
  const fromMs = nowMs - (nowMs % hourMs) - (hours - 1) * hourMs
  const [counted, owed, lastCalls, inactive, formerSecrets] = await Promise.all([
    readHours(sql, workspaceId, { subjectIds: places.map(({ id }) => id), fromMs }),
    readOwedBySource(sql, workspaceId, sourceIds),
    readLastCalls(sql, workspaceId, sourceIds),
    readInactive(ctx, rows),
    formerSecretEnds(ctx, sourceIds),
  ])
  return {
    items: rows.map((row) => {
      const own = places.filter(({ sourceId }) => sourceId === row.id)
      const calls = lastCalls.filter(({ sourceId }) => sourceId === row.id)
      return {
        id: publicId('whk', row.id),
        ...numbersOf(own, counted, fromMs),
        lastCall: lastOf(calls),
        waiting: owed && (owed.waiting.get(row.id) ?? 0),
        held: (owed?.held.get(row.id) ?? []).map(toHeld),
        inactive: inactive.get(row.id) ?? null,
        formerSecretUntil: formerSecrets.get(row.id) ?? null,
        endpoints: row.request.urls.flatMap((url) => endpointOf(own, url, { counted, calls })),
      }
    }),
  }
}

async function findAll({ services, workspaceId }: Ctx, ids: readonly string[]): Promise<WebhookRow[]> {
  const uuids = ids.flatMap((id) => uuidOf('whk', id) ?? [])
  const rows = await services.database.db
    .select()
    .from(webhooks)
    .where(and(eq(webhooks.workspaceId, workspaceId), or(inArray(webhooks.id, uuids), inArray(webhooks.hookId, [...ids]))))
  const order = new Map(ids.map((id, index) => [uuidOf('whk', id) ?? id, index]))
  const placeOf = (row: WebhookRow) => order.get(row.id) ?? order.get(row.hookId ?? '') ?? 0
  return rows.toSorted((a, b) => placeOf(a) - placeOf(b))
}

function endpointsOf({ services, workspaceId }: Ctx, sourceIds: readonly string[]): Promise<EndpointRow[]> {
  return services.database.db
    .select({ id: endpoints.id, sourceId: endpoints.sourceId, url: endpoints.url })
    .from(endpoints)
    .where(and(eq(endpoints.workspaceId, workspaceId), inArray(endpoints.sourceId, [...sourceIds])))
}

/** The calls of all URLs that it had in these hours. */
function numbersOf(own: readonly EndpointRow[], counted: readonly Hour[], fromMs: number) {
  const ids = new Set(own.map(({ id }) => id))
  const mine = counted.filter(({ subjectId }) => ids.has(subjectId))
  const steps = Array.from({ length: hours }, (_, hour) => sumOf(mine.filter(({ atMs }) => atMs === fromMs + hour * hourMs)))
  return {
    calls: measure(steps, ({ calls }) => calls),
    successShare: measure(steps, successShareOf),
    p95Ms: measure(steps, p95Of),
    undelivered: sumOf(steps).undelivered,
  }
}

/** One of the URLs that it has now; nothing where its endpoint is not there yet. */
function endpointOf(
  own: readonly EndpointRow[],
  url: string,
  { counted, calls }: { counted: readonly Hour[]; calls: readonly EndpointCall[] },
): WebhookHealth['endpoints'] {
  const found = own.find((place) => place.url === url)
  if (!found) return []
  const sum = sumOf(counted.filter(({ subjectId }) => subjectId === found.id))
  const lastCall = lastOf(calls.filter(({ endpointId }) => endpointId === found.id))
  return [{ id: publicId('ep', found.id), url, calls: sum.calls, successShare: successShareOf(sum), p95Ms: p95Of(sum), lastCall }]
}

function lastOf(calls: readonly EndpointCall[]): WebhookHealth['lastCall'] {
  const [last] = calls.toSorted((a, b) => b.atMs - a.atMs)
  if (!last) return null
  const { id, atMs, status, error } = last
  return { deliveryId: publicId('dlv', id), at: new Date(atMs).toISOString(), accepted: error === null, status, error }
}

function toHeld({ reason, count, oldestMs }: HeldOfSource): WebhookHealth['held'][number] {
  return { reason, count, since: new Date(oldestMs).toISOString() }
}
