import type { ProductOptions } from '../product.ts'
import { type Hookline, startHookline } from './hookline.ts'
import { connect, type Postgres, startPostgres } from './postgres.ts'
import { type Receiver, startReceiver } from './receiver.ts'
import type { Run } from './scenario.ts'

/** What a scenario is put to: a PostgreSQL of its own, a connection to it, and Hooklines on it. All goes when it is over. */
export interface Ground {
  postgres: Postgres
  sql: ReturnType<typeof connect>
  /** Starts one more Hookline, in the scenario's folder where no other is named. */
  start(options?: Partial<ProductOptions>): Promise<Hookline>
}

export async function startGround({ folder, onEnd }: Run): Promise<Ground> {
  const postgres = await startPostgres(folder)
  onEnd(() => postgres.stop('fast'))
  const sql = connect(postgres)
  onEnd(() => sql.end())
  const start = async ({ env, ...options }: Partial<ProductOptions> = {}) => {
    const hookline = await startHookline({ folder, ...options, env: { DATABASE_URL: postgres.url, ...env } })
    onEnd(() => hookline.stop())
    return hookline
  }
  return { postgres, sql, start }
}

/** The same, and a receiver of so many places. */
export async function startGroundAndReceiver(run: Run, places = 1): Promise<Ground & { receiver: Receiver }> {
  const ground = await startGround(run)
  const receiver = await startReceiver(places)
  run.onEnd(receiver.stop)
  return { ...ground, receiver }
}
