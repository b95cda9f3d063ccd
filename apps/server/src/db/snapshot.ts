import type { Sql, Tx } from './client.ts'

/** Runs several reads on one snapshot: a delivery that ends in between is seen in exactly one of its two tables. */
export async function inSnapshot<T>(sql: Sql, read: (tx: Tx) => Promise<T>): Promise<T> {
  const [result] = await sql.begin('isolation level repeatable read read only', async (tx) => [await read(tx)] as [T])
  return result as T
}
