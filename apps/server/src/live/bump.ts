import { sql as raw } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { generationChannel } from './live-store.ts'

/** A drizzle transaction, or the database itself. */
export type DbOrTx = Pick<Db, 'select' | 'insert' | 'update' | 'delete' | 'execute' | 'transaction'>

/** Says in the caller's own transaction that definitions have changed; PostgreSQL tells the listeners at its commit. */
export async function bumpGeneration(tx: DbOrTx, workspaceId: number): Promise<void> {
  await tx.execute(raw`UPDATE workspaces SET generation = generation + 1 WHERE id = ${workspaceId}`)
  await tx.execute(raw`SELECT pg_notify(${generationChannel}, ${String(workspaceId)})`)
}
