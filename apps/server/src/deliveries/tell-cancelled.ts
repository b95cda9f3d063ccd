import type { Sql, Tx } from '../db/client.ts'

// The process that cancels a delivery is rarely the one that has it in memory: all are told at the commit.

const channel = 'hookline_cancelled'

/** Tells every process, when the transaction is committed, that a delivery was cancelled. */
export async function tellCancelled(tx: Tx, id: string): Promise<void> {
  await tx`SELECT pg_notify(${channel}, ${id})`
}

/** Calls `forget` with each delivery that is cancelled, on whatever process. Out: how to end that. */
export async function listenCancelled(sql: Sql, forget: (id: string) => void): Promise<() => Promise<void>> {
  const listening = await sql.listen(channel, forget)
  return () => listening.unlisten()
}
