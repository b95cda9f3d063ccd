import type { ReservedSql } from 'postgres'
import type { Sql, Tx } from '../../db/client.ts'

/**
 * Runs `work` in a transaction whose BEGIN travels with the first statements of the work: on a busy event loop each
 * answer waited for costs milliseconds, and a caller waits for all of them. It commits when the work is done, and rolls
 * back when it fails; where the connection broke, nobody knows whether the commit happened.
 */
export async function inTransaction(sql: Sql, work: (tx: Tx, begun: Promise<unknown>) => Promise<void>): Promise<void> {
  const connection = await sql.reserve()
  const tx = connection as unknown as Tx
  try {
    const begun = connection`BEGIN`.execute()
    await work(tx, begun)
    await connection`COMMIT`
  } catch (error) {
    await rollBack(connection)
    throw error
  } finally {
    connection.release()
  }
}

/** A connection that is gone has no transaction any more. */
async function rollBack(connection: ReservedSql): Promise<void> {
  await connection`ROLLBACK`.catch(() => undefined)
}
