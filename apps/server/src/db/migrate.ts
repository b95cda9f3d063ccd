import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { installJobs } from '../jobs/jobs.ts'
import { keepPartitions } from './partitions.ts'

// Any number that no other program of ours uses.
const migrationLock = 4_871_001

/**
 * Brings a database to this version's tables, made-ahead partitions included. Processes that start at once wait for each
 * other on an advisory lock; a database of a newer Hookline is refused by the caller's own reading of the journal. An aborted
 * one breaks off at once; the transaction it was in leaves nothing behind.
 */
export async function migrate(url: string, options: { migrationsDir: string; nowMs: number; signal?: AbortSignal }): Promise<void> {
  const { signal } = options
  signal?.throwIfAborted()
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { application_name: 'hookline-migrate', TimeZone: 'UTC' } })
  const breakOff = () => void sql.end({ timeout: 0 })
  signal?.addEventListener('abort', breakOff)
  try {
    await sql`SELECT pg_advisory_lock(${migrationLock})`
    await runMigrations(drizzle(sql), {
      migrationsFolder: options.migrationsDir,
      migrationsTable: 'migrations',
      migrationsSchema: 'hookline',
    })
    await keepPartitions(sql, options.nowMs)
    signal?.throwIfAborted()
    await installJobs(url)
    signal?.throwIfAborted()
  } finally {
    signal?.removeEventListener('abort', breakOff)
    await sql.end({ timeout: 5 })
  }
}
