import type { Sql } from '../db/client.ts'

/**
 * Makes the places of rows that have left the queue free for new ones; does nothing while somebody else is at it. The file
 * keeps its size: it is full again in seconds.
 */
export async function vacuumQueue(sql: Sql): Promise<void> {
  await sql`VACUUM (TRUNCATE false, SKIP_LOCKED) queue`
}

/** Gives the disk back what the queue took at its longest. */
export async function shrinkQueue(sql: Sql): Promise<void> {
  await sql`VACUUM (TRUNCATE true, SKIP_LOCKED) queue`
}
