import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema/index.ts'

/**
 * The one driver. `hot` runs the pipeline's batches (arrays, `unnest`) on few connections, whose plans are made once:
 * every statement there finds its rows by an index, however full or empty a table was when it was planned
 * (docs/decisions/0009). `definitions` loads what is live, and nothing else. `sql` runs other raw statements, `db` everything
 * else; what takes them longer than a caller waits is cancelled. `background` works in batches of its own, without a limit.
 * Times come back as PostgreSQL's text, because drizzle parses its own.
 */
export interface Database {
  hot: postgres.Sql
  definitions: postgres.Sql
  background: postgres.Sql
  sql: postgres.Sql
  db: PostgresJsDatabase<typeof schema>
  /** How many connections each pool may have, how many are at work, and what waits for one. */
  pools(): Record<'hot' | 'definitions' | 'sql' | 'background', ReturnType<Sql['pool']>>
  close(): Promise<void>
}

export type Sql = postgres.Sql
export type Tx = postgres.TransactionSql
export type Db = PostgresJsDatabase<typeof schema>

const hotConnections = 6
const otherConnections = 10
// The upkeep and the keeper of endpoints each hold one for their lock while they work on another.
const backgroundConnections = 6
const statementMaxMs = 15_000
// What a process that hangs in the middle of a batch has locked is free for the others after this, and in the background later.
const hotHangingMaxMs = 30_000
const hangingMaxMs = 60_000
// The driver's own grows to 20 s with each connection that breaks, even after the database is back. Who asks meanwhile is
// refused after this, so nobody asks often.
const reconnectAfterSeconds = 0.1

/** Opens the pools on a PostgreSQL. */
export function openDatabase(url: string): Database {
  const base = { application_name: 'hookline', TimeZone: 'UTC' }
  const pool = (max: number, settings: object) =>
    postgres(url, {
      ...{ max, onnotice: () => undefined, connection: { ...base, ...settings } },
      ...{ connect_timeout: 10, backoff: () => reconnectAfterSeconds },
    })
  const hot = pool(hotConnections, {
    ...{ plan_cache_mode: 'force_generic_plan', enable_seqscan: 'off', enable_bitmapscan: 'off' },
    idle_in_transaction_session_timeout: hotHangingMaxMs,
  })
  const definitions = pool(1, {})
  const sql = pool(otherConnections, { statement_timeout: statementMaxMs })
  const background = pool(backgroundConnections, { idle_in_transaction_session_timeout: hangingMaxMs })
  return {
    hot,
    definitions,
    background,
    sql,
    db: drizzle(sql, { schema, casing: 'snake_case' }),
    pools: () => ({ hot: hot.pool(), definitions: definitions.pool(), sql: sql.pool(), background: background.pool() }),
    close: async () => {
      await Promise.all([hot, definitions, background, sql].map((each) => each.end({ timeout: 5 })))
    },
  }
}
