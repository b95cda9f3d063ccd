// A DATA_DIR belongs to one living Hookline: a session advisory lock in the embedded database itself, on a connection
// kept for that alone. It dies with its process, whatever kills it, and knows nothing of process ids that are reused.
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import type { Cluster } from './embedded-cluster.ts'
import { EmbeddedError, WrongPasswordError } from './embedded-error.ts'

export type Lock = { sql: postgres.Sql; closed: Promise<void> }

// Also in embedded-guard.mjs: advisory locks (lockSpace, 1) = Hookline, (lockSpace, 2) = the guard.
const lockSpace = 1_215_264_619
const guardName = 'hookline-guard'
const patienceMs = 5_000
const pollMs = 100

const passing = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
])

/** Takes the lock; undefined while PostgreSQL is not (or no longer) taking connections: look again. */
export async function takeLock(cluster: Cluster, port: number | undefined): Promise<Lock | undefined> {
  if (port === undefined) return undefined
  const { promise: closed, resolve: onclose } = Promise.withResolvers<void>()
  const sql = postgres({
    ...{ host: '127.0.0.1', port, database: 'postgres', username: cluster.user, password: cluster.password },
    ...{ max: 1, idle_timeout: 0, max_lifetime: null, connect_timeout: 10, onnotice: () => undefined, onclose: () => onclose() },
    connection: { application_name: `hookline ${process.pid}` },
  })
  try {
    const deadline = performance.now() + patienceMs
    for (;;) {
      const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${lockSpace}::int, 1) as taken`
      if (row?.taken) return { sql, closed }
      const holder = await holderName(sql, 1)
      if (holder !== guardName && performance.now() > deadline) throw new EmbeddedError(alreadyRuns(cluster.dataDir, holder))
      await delay(pollMs)
    }
  } catch (error) {
    await sql.end({ timeout: 0 })
    const { code } = error as { code?: string }
    if (code && passing.has(code)) return undefined
    if (code !== '28P01') throw error
    throw new WrongPasswordError(`${cluster.passwordFile} is not the password of the database in ${cluster.clusterDir}.`, { cause: error })
  }
}

export async function isGuarded({ sql }: Lock): Promise<boolean> {
  return (await holderName(sql, 2)) !== undefined
}

async function holderName(sql: postgres.Sql, key: number): Promise<string | undefined> {
  const [row] = await sql<{ name: string }[]>`
    select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
    where l.locktype = 'advisory' and l.granted and l.classid = ${lockSpace}::int::oid and l.objid = ${key}::int::oid`
  return row?.name
}

function alreadyRuns(dataDir: string, holder: string | undefined): string {
  const pid = /^hookline (\d+)$/.exec(holder ?? '')?.[1]
  return `Hookline already runs on DATA_DIR ${dataDir}${pid ? ` (process ${pid})` : ''}. Stop it, or set another DATA_DIR and PORT.`
}
