import type { Sql } from '../db/client.ts'
import type { Log } from '../log.ts'
import { additionsMax, addUpCohorts } from './add-up.ts'

const everyMs = 2000
/** After so many rows their places are freed at once, so that the table stays as small as what is new in it. */
const vacuumRows = 10_000

export interface AddingUp {
  stop(): Promise<void>
}

/** Adds up counts of the history every two seconds; what is not yet added up is counted by whoever reads. */
export function startAddingUp({ sql, log }: { sql: Sql; log: Log }): AddingUp {
  let running: Promise<void> | null = null
  let sinceVacuum = 0

  async function addUp(): Promise<void> {
    for (let count: number | null = additionsMax; count !== null && count >= additionsMax; ) {
      count = await addUpCohorts(sql)
      sinceVacuum += count ?? 0
    }
    if (sinceVacuum < vacuumRows) return
    sinceVacuum = 0
    await sql.unsafe('VACUUM cohort_additions')
  }

  const timer = setInterval(() => {
    running ??= addUp()
      .catch((error: unknown) => log.warn({ err: error }, 'counts of the history could not be added up; trying again'))
      .finally(() => {
        running = null
      })
  }, everyMs)
  timer.unref()

  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
