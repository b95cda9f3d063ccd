import type { PathEntry } from '@hookline/engine'
import { plainArray, textArray } from '../../db/array-literal.ts'
import type { Tx } from '../../db/client.ts'

/** One user's passage through one version of a journey, as it is written down when it ends in the step that began it. */
export interface NewRun {
  id: string
  automationId: string
  version: number
  userId: string
  eventId: string
  path: readonly PathEntry[]
  error: string | null
}

/** Stores runs that ended in the step that began them. */
export async function insertRuns(tx: Tx, workspaceId: number, runs: readonly NewRun[]): Promise<void> {
  if (runs.length === 0) return
  const texts = (pick: (run: NewRun) => string | null) => textArray(runs.map(pick))
  const plain = (pick: (run: NewRun) => string | number) => plainArray(runs.map(pick))
  await tx`
    INSERT INTO runs (workspace_id, id, automation_id, version, user_id, event_id, status, path, error, finished_at)
    SELECT ${workspaceId}, id, automation_id, version, user_id, event_id, CASE WHEN error IS NULL THEN 'finished' ELSE 'failed' END, path::json, error, now()
    FROM unnest(
      ${plain((run) => run.id)}::uuid[], ${plain((run) => run.automationId)}::uuid[], ${plain((run) => run.version)}::int[],
      ${texts((run) => run.userId)}::text[], ${texts((run) => run.eventId)}::text[], ${texts((run) => JSON.stringify(run.path))}::text[],
      ${texts((run) => run.error)}::text[]
    ) AS t (id, automation_id, version, user_id, event_id, path, error)`
}
