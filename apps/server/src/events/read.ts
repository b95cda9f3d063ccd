import { type EventDetail, type EventMatch, eventConsequencesMax } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import type { Tx } from '../db/client.ts'
import { inSnapshot } from '../db/snapshot.ts'
import { newestOf } from '../deliveries/list.ts'
import { causedRange, decidedRange, type EventPlace, isOfEvent, runsOfEvent } from '../deliveries/of-event.ts'
import { publicSourceId, type SummaryRow, toSummary } from '../deliveries/row.ts'
import { type DeliveryTable, selectDeliveries } from '../deliveries/select.ts'
import { type RunRow, toRun } from '../runs/row.ts'
import { selectRuns } from '../runs/select.ts'
import { notFound } from '../service-error.ts'
import { findStoredEvent } from './find.ts'
import { toEvent } from './row.ts'

/** An event and what it caused: which sources acted on it, their runs, and its deliveries, resends among them. */
export async function readEvent({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<EventDetail> {
  const { services, workspaceId } = ctx
  return inSnapshot(services.database.sql, async (tx) => {
    const event = await findStoredEvent(tx, workspaceId, input.id)
    if (!event) throw notFound('event', input.id)
    const range = await causedRange(tx, workspaceId, event)
    const ofTable = (table: DeliveryTable) =>
      selectDeliveries(tx, { table, workspaceId, where: isOfEvent(tx, event, range), limit: eventConsequencesMax })
    const deliveries = newestOf(await ofTable('queue'), await ofTable('deliveries'), eventConsequencesMax)
    return {
      ...toEvent(event),
      matches: await findMatches(tx, workspaceId, event),
      runs: (await findRuns(tx, workspaceId, event)).map(toRun),
      deliveries: deliveries.map(toSummary),
    }
  })
}

async function findRuns(tx: Tx, workspaceId: number, place: EventPlace): Promise<RunRow[]> {
  return selectRuns(tx, { where: runsOfEvent(tx, workspaceId, place), limit: eventConsequencesMax })
}

/** A rule that acted made a delivery; a journey made a run, with a delivery or without. */
async function findMatches(tx: Tx, workspaceId: number, place: EventPlace): Promise<EventMatch[]> {
  const made = tx`workspace_id = ${workspaceId} AND resent_from IS NULL AND ${isOfEvent(tx, place, decidedRange(place.key))}`
  const rows = await tx<(Pick<SummaryRow, 'sourceKind' | 'sourceId' | 'version'> & { name: string | null })[]>`
    SELECT source_kind AS "sourceKind", source_id AS "sourceId", version, coalesce(webhooks.name, automations.name) AS name
    FROM (
      SELECT source_kind, source_id, version FROM queue WHERE ${made}
      UNION SELECT source_kind, source_id, version FROM deliveries WHERE ${made}
      UNION SELECT 'automation', automation_id, version FROM runs WHERE ${runsOfEvent(tx, workspaceId, place)}
      UNION SELECT 'automation', automation_id, version FROM waiting_runs WHERE ${runsOfEvent(tx, workspaceId, place)}
    ) AS acted
    LEFT JOIN webhooks ON source_kind = 'webhook' AND webhooks.workspace_id = ${workspaceId} AND webhooks.id = source_id
    LEFT JOIN automations ON source_kind = 'automation' AND automations.workspace_id = ${workspaceId} AND automations.id = source_id
      AND automations.deleted_at IS NULL
    ORDER BY source_id, version`
  return rows.map((row) => ({ kind: row.sourceKind, id: publicSourceId(row), name: row.name, version: row.version }))
}
