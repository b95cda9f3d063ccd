import { type Definition, errorText, type IndexEntry } from '@hookline/engine'
import { plainArray } from '../db/array-literal.ts'
import type { Tx } from '../db/client.ts'
import type { Live, LiveRequest } from '../live/load.ts'

/** The version of an automation that a run started on. */
export interface RunVersion {
  automationId: string
  version: number
}

/** A version ready to run, or why it cannot be made ready. */
export type RunPlan = { ok: true; entry: IndexEntry<LiveRequest> } | { ok: false; error: string }

const definitionsMax = 200

/** The versions that runs started on, ready to run: the published ones are, earlier ones are read when a run asks for them. */
export class RunPlans {
  // Versions never change; what is made of them depends on secrets and endpoints, which are those of one generation.
  #definitions = new Map<string, Definition>()
  #plans = new WeakMap<Live, Map<string, RunPlan>>()

  /** Makes the versions of some runs ready. Out: finds a run's plan. */
  async open(tx: Tx, live: Live, { workspaceId, runs }: { workspaceId: number; runs: readonly RunVersion[] }) {
    const plans = this.#plans.get(live) ?? new Map<string, RunPlan>()
    this.#plans.set(live, plans)
    const missing = new Map(runs.map((run) => [keyOf(run), run]))
    for (const [key, { automationId, version }] of missing) {
      const entry = live.index.find(automationId)
      if (entry?.source.version === version) plans.set(key, { ok: true, entry })
      if (plans.has(key)) missing.delete(key)
    }
    if (missing.size > 0) await this.#read(tx, workspaceId, [...missing.values()])
    for (const [key, run] of missing) plans.set(key, this.#prepare(live, run))
    return (run: RunVersion): RunPlan => plans.get(keyOf(run)) ?? { ok: false, error: 'the version is not ready' }
  }

  async #read(tx: Tx, workspaceId: number, wanted: readonly RunVersion[]): Promise<void> {
    if (this.#definitions.size >= definitionsMax) this.#definitions.clear()
    const versions = wanted.filter((run) => !this.#definitions.has(keyOf(run)))
    if (versions.length === 0) return
    const rows = await tx<(RunVersion & { definition: Definition })[]>`
      SELECT automation_id AS "automationId", version, definition
      FROM automation_versions JOIN unnest(
        ${plainArray(versions.map(({ automationId }) => automationId))}::uuid[], ${plainArray(versions.map(({ version }) => version))}::int[]
      ) AS t (automation_id, version) USING (automation_id, version)
      WHERE workspace_id = ${workspaceId}`
    for (const row of rows) this.#definitions.set(keyOf(row), row.definition)
  }

  #prepare(live: Live, run: RunVersion): RunPlan {
    const definition = this.#definitions.get(keyOf(run))
    if (!definition) return { ok: false, error: `version ${run.version} is not there` }
    try {
      return { ok: true, entry: live.planVersion(run, definition) }
    } catch (error) {
      return { ok: false, error: errorText(error) }
    }
  }
}

function keyOf({ automationId, version }: RunVersion): string {
  return `${automationId} ${version}`
}
