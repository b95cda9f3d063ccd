import type { JsonSchema } from '@hookline/schema'
import { plainArray, textArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import { humanise } from './humanise.ts'
import { mergeInferred } from './infer-schema.ts'
import { addSummary, type Known, type Summary } from './summarise.ts'

// Several processes write at once: rows are locked by the first statement, in the order of their names, and what is
// added to is what was read under that lock, so no count is lost and no deadlock is possible.

/** Types that a workspace gets without anybody declaring them, at most: names made of ids must not fill the catalogue. */
const typesMax = 5000

export interface SeenType {
  name: string
  firstMs: number
  lastMs: number
  summary: Summary
}

export interface Seen {
  types: readonly SeenType[]
  stateSchema: JsonSchema | null
}

/** Adds what was seen to the catalogue, in a transaction of its own. */
export async function writeObservations(sql: Sql, workspaceId: number, { types, stateSchema }: Seen): Promise<void> {
  const sorted = types.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  await sql.begin(async (tx) => {
    if (sorted.length > 0) await writeTypes(tx, workspaceId, sorted)
    if (stateSchema) await writeStateSchema(tx, workspaceId, stateSchema)
  })
}

async function writeTypes(tx: Tx, workspaceId: number, types: readonly SeenType[]): Promise<void> {
  const locked = await tx<(Known & { name: string })[]>`
    INSERT INTO event_types AS known (workspace_id, name, title, source, first_seen_at, last_seen_at)
    SELECT ${workspaceId}, name, title, 'observed', to_timestamp(first_ms / 1000), to_timestamp(last_ms / 1000)
    FROM unnest(
      ${textArray(types.map(({ name }) => name))}::text[], ${textArray(types.map(({ name }) => humanise(name)))}::text[],
      ${plainArray(types.map(({ firstMs }) => firstMs))}::float8[], ${plainArray(types.map(({ lastMs }) => lastMs))}::float8[]
    ) AS seen (name, title, first_ms, last_ms)
    WHERE (SELECT count(*) FROM event_types WHERE workspace_id = ${workspaceId}) < ${typesMax}
      OR EXISTS (SELECT FROM event_types WHERE workspace_id = ${workspaceId} AND event_types.name = seen.name)
    ON CONFLICT (workspace_id, name) DO UPDATE SET
      first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at)
    RETURNING name, schema AS declared, observed_schema AS schema, observations`
  const summaries = new Map(types.map(({ name, summary }) => [name, summary]))
  const rows = locked.flatMap((known) => {
    const summary = summaries.get(known.name)
    return summary ? [{ name: known.name, sample: summary.sample, ...addSummary(known, summary) }] : []
  })
  await tx`
    UPDATE event_types SET
      observed_schema = seen.schema::json, observations = seen.observations::json, last_sample = coalesce(seen.sample::json, last_sample)
    FROM unnest(
      ${textArray(rows.map(({ name }) => name))}::text[], ${textArray(rows.map(({ schema }) => JSON.stringify(schema)))}::text[],
      ${textArray(rows.map(({ observations }) => JSON.stringify(observations)))}::text[],
      ${textArray(rows.map(({ sample }) => (sample === null ? null : JSON.stringify(sample))))}::text[]
    ) AS seen (name, schema, observations, sample)
    WHERE workspace_id = ${workspaceId} AND event_types.name = seen.name`
}

async function writeStateSchema(tx: Tx, workspaceId: number, seen: JsonSchema): Promise<void> {
  await tx`
    INSERT INTO user_schemas (workspace_id, schema, updated_at) VALUES (${workspaceId}, ${JSON.stringify(seen)}::text::json, now())
    ON CONFLICT DO NOTHING`
  const [row] = await tx<{ schema: JsonSchema }[]>`SELECT schema FROM user_schemas WHERE workspace_id = ${workspaceId} FOR UPDATE`
  const known = row?.schema ?? null
  const merged = JSON.stringify(mergeInferred(known, seen))
  if (merged === JSON.stringify(known)) return
  await tx`UPDATE user_schemas SET schema = ${merged}::text::json, updated_at = now() WHERE workspace_id = ${workspaceId}`
}
