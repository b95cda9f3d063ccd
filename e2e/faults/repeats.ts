import type postgres from 'postgres'
import type { Receiver } from './receiver.ts'
import type { Figure } from './scenario.ts'

/** Counts, for each event, how often its call may have been made without its result being written down. */
export class InFlight {
  #byEvent = new Map<string, number>()
  /** How many at once, at most. */
  most = 0

  /** Looks what is in flight now: its call has arrived, and it is still owed. `leasedBy`: to one process alone. */
  async look(sql: postgres.Sql, receiver: Receiver, leasedBy: string | null = null): Promise<void> {
    const seen = await receiver.seen()
    const owed = await sql<{ id: string }[]>`
      SELECT event_id AS id FROM queue WHERE ${leasedBy}::uuid IS NULL OR process_id = ${leasedBy}::uuid`
    const inFlight = owed.filter(({ id }) => seen.has(id))
    for (const { id } of inFlight) this.#byEvent.set(id, (this.#byEvent.get(id) ?? 0) + 1)
    this.most = Math.max(this.most, inFlight.length)
  }

  /** What came of it: every repeat must be of something that was in flight, and be the same. */
  async figures(receiver: Receiver): Promise<Figure[]> {
    let repeats = 0
    let unexplained = 0
    let changed = 0
    for (const [id, { times, hasChanged }] of await receiver.seen()) {
      repeats += times - 1
      unexplained += Math.max(0, times - 1 - (this.#byEvent.get(id) ?? 0))
      if (hasChanged) changed++
    }
    return [
      { name: 'in flight at once, at most', value: this.most },
      { name: 'sends beyond the first', value: repeats },
      { name: 'of them not in flight when it happened', value: unexplained, atMost: 0 },
      { name: 'repeats with another id or other bytes', value: changed, atMost: 0 },
    ]
  }
}

/** How many of the accepted events never arrived. */
export async function lostOf(accepted: ReadonlySet<string>, receiver: Receiver): Promise<number> {
  const seen = await receiver.seen()
  return [...accepted].filter((id) => !seen.has(id)).length
}
