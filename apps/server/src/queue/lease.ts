import type { Sql } from '../db/client.ts'
import type { Holder } from './owed.ts'

/** How long a process may be silent before others take its deliveries. */
export const leaseMs = 10_000

/** Registers a process, or renews its lease in the same epoch. Out: false when the lease had run out or was taken over. */
export async function renewLease(sql: Sql, holder: Holder): Promise<boolean> {
  const rows = await sql`
    UPDATE processes SET expires_at = now() + make_interval(secs => ${leaseMs / 1000})
    WHERE id = ${holder.processId} AND epoch = ${holder.epoch} AND expires_at > now()`
  return rows.count === 1
}

/** Begins an epoch: leases of earlier epochs of this process no longer count. */
export async function beginEpoch(sql: Sql, holder: Holder, { role, host }: { role: string; host: string }): Promise<void> {
  await sql`
    INSERT INTO processes (id, epoch, role, host, expires_at)
    VALUES (${holder.processId}, ${holder.epoch}, ${role}, ${host}, now() + make_interval(secs => ${leaseMs / 1000}))
    ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, expires_at = excluded.expires_at`
}

/** Takes a process off the list; whatever it still held is free at once. */
export async function endLease(sql: Sql, holder: Holder): Promise<void> {
  await sql`DELETE FROM processes WHERE id = ${holder.processId}`
}

/** Forgets processes that have been silent for long; their leases were freed before. */
export async function forgetSilent(sql: Sql): Promise<void> {
  await sql`DELETE FROM processes WHERE expires_at < now() - interval '1 hour'`
}
