import type { Sql } from '../db/client.ts'
import type { EndpointState } from './endpoint-state.ts'
import { noteFailing, noteWorking } from './store.ts'

/** Endpoints of which this process saw the last call fail, or succeed after failures, and has not written so. */
export class FailingEndpoints {
  #failing = new Set<string>()
  #working = new Set<string>()
  /** Those that were written as failing, until they are among the states that are known. */
  #written = new Set<string>()

  /** Takes in a call; a success of an endpoint that nothing stands against, and that did not fail just now, needs no note. */
  note(endpointId: string, { failed, isKnown }: { failed: boolean; isKnown: boolean }): void {
    if (failed) {
      this.#failing.add(endpointId)
      this.#working.delete(endpointId)
    } else if (this.#failing.delete(endpointId) || isKnown || this.#written.has(endpointId)) this.#working.add(endpointId)
  }

  /** Writes since when endpoints fail, where that is not known, and which fail no more; what could not be written stays noted. */
  async write(
    sql: Sql,
    { workspaceId, states, nowMs }: { workspaceId: number; states: ReadonlyMap<string, EndpointState>; nowMs: number },
  ): Promise<void> {
    const failing = [...this.#failing]
    const working = [...this.#working]
    const isFailing = (id: string) => states.get(id)?.failingSinceMs != null
    for (const id of this.#written) if (states.has(id)) this.#written.delete(id)
    for (const id of failing) if (!states.has(id)) this.#written.add(id)
    await noteFailing(sql, workspaceId, { endpointIds: failing.filter((id) => !isFailing(id)), nowMs })
    await noteWorking(sql, workspaceId, working.filter(isFailing))
    for (const id of failing) this.#failing.delete(id)
    for (const id of working) this.#working.delete(id)
  }
}
