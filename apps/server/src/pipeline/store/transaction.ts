import type { Sql, Tx } from '../../db/client.ts'

/**
 * Runs `work` in a transaction whose BEGIN travels with the first statements of the work: on a busy event loop each
 * answer waited for costs milliseconds, and a caller waits for all of them. It commits when the work is done, and rolls
 * back when it fails; where the connection broke, nobody knows whether the commit happened. A connection that broke
 * refuses what is asked of it from then on, and giving it back changes nothing: it may be somebody else's by now.
 */
export async function inTransaction(sql: Sql, work: (tx: Tx, begun: Promise<unknown>) => Promise<void>): Promise<void> {
  const connection = await sql.reserve()
  try {
    // A reserved connection runs statements as a transaction's does; only its type is another.
    await work(connection as unknown as Tx, connection`BEGIN`.execute())
    await connection`COMMIT`
  } catch (error) {
    await connection`ROLLBACK`.catch(() => undefined)
    throw error
  } finally {
    connection.release()
  }
}
