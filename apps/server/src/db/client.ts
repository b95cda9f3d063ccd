import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from './schema/index.ts'

/**
 * The one driver. `sql` runs the batches of the pipeline and the queue (arrays, `unnest`), `db` everything else.
 * Through either, times come back as PostgreSQL's text, because drizzle parses its own.
 */
export interface Database {
  sql: postgres.Sql
  db: PostgresJsDatabase<typeof schema>
  close(): Promise<void>
}

export type Sql = postgres.Sql
export type Tx = postgres.TransactionSql
export type Db = PostgresJsDatabase<typeof schema>

/** Opens a pool of at most `connectionsMax` connections on a PostgreSQL. */
export function openDatabase(url: string, connectionsMax = 16): Database {
  const sql = postgres(url, {
    max: connectionsMax,
    onnotice: () => undefined,
    connection: { application_name: 'hookline', TimeZone: 'UTC' },
    connect_timeout: 10,
  })
  return { sql, db: drizzle(sql, { schema, casing: 'snake_case' }), close: () => sql.end({ timeout: 5 }) }
}
