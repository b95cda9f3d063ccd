import type { Sql, Tx } from '../../db/client.ts'

/** The last statements of a transaction, sent and not waited for. */
export interface LastStatements {
  unanswered: Promise<unknown>
}

/**
 * Runs `work` in a transaction whose BEGIN travels with the first statements of the work, and whose COMMIT follows the last ones
 * where the work leaves them `unanswered`: on a busy event loop each answer waited for costs milliseconds, and a caller waits for
 * all of them. PostgreSQL commits nothing after a statement that failed, whatever it is asked. It rolls back when the work fails;
 * where the connection broke, nobody knows whether the commit happened. A connection that broke refuses what is asked of it from
 * then on, and giving it back changes nothing: it may be somebody else's by now.
 */
export async function inTransaction(
  sql: Sql,
  // biome-ignore lint/suspicious/noConfusingVoidType: most work has no last statements to give, and says so by giving nothing.
  work: (tx: Tx, begun: Promise<unknown>) => Promise<LastStatements | void>,
): Promise<void> {
  const connection = await sql.reserve()
  let isOver = false
  const statement = (...args: Parameters<Tx>) => {
    if (isOver) throw new Error('a statement came after the commit of its transaction')
    return connection(...args)
  }
  try {
    // A reserved connection runs statements as a transaction's does; only its type is another.
    const tx = Object.assign(statement, connection) as unknown as Tx
    const last = await work(tx, connection`BEGIN`.execute())
    if (last) await allSent(last)
    isOver = true
    const [{ command }] = await Promise.all([connection`COMMIT`.execute(), last?.unanswered])
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`)
  } catch (error) {
    isOver = true
    await connection`ROLLBACK`.catch(() => undefined)
    throw error
  } finally {
    connection.release()
  }
}

/** Resolves when all of them are on their way; rejects where one of them could not be made, and the commit must not follow the others. */
async function allSent({ unanswered }: LastStatements): Promise<void> {
  // A statement is made in microtasks, all of which are done before the next tick.
  const sent = new Promise<void>((resolve) => process.nextTick(resolve))
  await Promise.race([unanswered, sent])
}
