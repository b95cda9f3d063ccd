import { drizzle } from 'drizzle-orm/postgres-js'
import type { Db, Sql, Tx } from './client.ts'
import * as schema from './schema/index.ts'

/** drizzle over the connection of a transaction, for verbs that write the queue and an audit entry in one. */
export function drizzleOver(sql: Sql, tx: Tx): Db {
  // drizzle reads the client's options, which a transaction lacks, and calls `unsafe`, which it has; `begin` is never
  // reached, because verbs do not nest transactions.
  const client = Object.assign(tx, { options: sql.options }) as unknown as Sql
  return drizzle(client, { schema, casing: 'snake_case' })
}
