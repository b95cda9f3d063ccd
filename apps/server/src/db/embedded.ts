// Hookline's own PostgreSQL, for who sets no DATABASE_URL. One that still runs after Hookline was killed is adopted, not
// fought; it is opened by one Hookline at a time (embedded-lock.ts) and stops by itself when nobody uses it (the guard).
import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { spawnAs } from './embedded-account.ts'
import { type Cluster, prepareCluster } from './embedded-cluster.ts'
import { EmbeddedError, WrongPasswordError } from './embedded-error.ts'
import { isGuarded, type Lock, takeLock } from './embedded-lock.ts'
import { findPostmaster, type Postmaster, startPostmaster, stopPostmaster } from './embedded-postmaster.ts'

export type EmbeddedLog = Record<'info' | 'warn', (message: string) => void>

export type EmbeddedOptions = {
  dataDir: string
  log: EmbeddedLog
  /** More PostgreSQL settings, over ours: only tests need them. */
  settings?: Record<string, string>
  /** How long PostgreSQL goes on without a Hookline. */
  idleStopMs?: number
  /** The database is gone for good, or another Hookline has taken it; without this the process ends with the error. */
  onLost?: (error: unknown) => void
}

export type Embedded = { url: string; port: number; stop: () => Promise<void> }

type Held = { postmaster: Postmaster; lock: Lock }

const database = 'hookline'
const attemptsMax = 100
const pollMs = 100

/** Starts or adopts the PostgreSQL of `dataDir` and holds it until `stop`. */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { settings = {}, idleStopMs = 60_000, log, onLost = endProcess } = options
  const cluster = await prepareCluster(options.dataDir)
  let held = await hold({ cluster, settings, log })
  let stopping = false
  let reopening = Promise.resolve()
  const { port } = held.postmaster

  const settle = async () => {
    await createDatabase(held.lock)
    if (!(await isGuarded(held.lock))) startGuard(cluster, idleStopMs)
    void held.lock.closed.then(() => (reopening = reopen()))
  }
  const reopen = async () => {
    if (stopping) return
    log.warn('The embedded PostgreSQL dropped the connection that holds DATA_DIR: reopening')
    try {
      await held.lock.sql.end({ timeout: 0 })
      held = await hold({ cluster, settings, log, port })
      await settle()
    } catch (error) {
      if (!stopping) onLost(error)
    }
  }
  const stop = async () => {
    stopping = true
    // What is being started just now is stopped too.
    await reopening
    await stopPostmaster(cluster, held.postmaster.pid)
    await held.lock.sql.end({ timeout: 0 })
  }
  await settle()
  return { url: `postgres://${cluster.user}:${cluster.password}@127.0.0.1:${port}/${database}`, port, stop }
}

type HoldOptions = { cluster: Cluster; settings: Record<string, string>; log: EmbeddedLog; port?: number | undefined }

/** Finds or starts PostgreSQL and takes the lock. It may be starting, ending or recovering meanwhile, or start elsewhere. */
async function hold(options: HoldOptions): Promise<Held> {
  const { cluster, log, port } = options
  for (let attempt = 0; attempt < attemptsMax; attempt++) {
    const found = await findPostmaster(cluster)
    if (found && port !== undefined && found.port !== port)
      throw new EmbeddedError(`PostgreSQL in ${cluster.clusterDir} moved to another port`)
    const postmaster = found ?? (await start(options))
    const lock = await takeLock(cluster, postmaster?.port).catch(async (error) => {
      if (!found && postmaster && error instanceof WrongPasswordError) await stopPostmaster(cluster, postmaster.pid)
      throw error
    })
    if (lock && found) log.info(`Adopted the PostgreSQL that was still running (process ${found.pid}, port ${found.port})`)
    if (postmaster && lock) return { postmaster, lock }
    if (found && !found.ready) attempt--
    await delay(pollMs)
  }
  throw new EmbeddedError(`PostgreSQL in ${cluster.clusterDir} cannot be opened (see ${cluster.logFile})`)
}

/** Undefined when it lost a race (for the directory, or for the port) or a killed one's processes are still ending. */
async function start({ cluster, settings, log, port }: HoldOptions): Promise<Postmaster | undefined> {
  const started = await startPostmaster(cluster, { settings, port })
  if ('pid' in started) {
    log.info(`PostgreSQL runs (process ${started.pid}, port ${started.port}, ${cluster.clusterDir})`)
    return started
  }
  if (/lock file|shared memory|TCP\/IP socket/.test(started.failure)) return undefined
  throw new EmbeddedError(`PostgreSQL did not start in ${cluster.clusterDir}: ${started.failure} (see ${cluster.logFile})`)
}

async function createDatabase({ sql }: Lock): Promise<void> {
  const found = await sql`select 1 from pg_database where datname = ${database}`
  if (found.length === 0) await sql`create database ${sql(database)}`
}

function startGuard({ dataDir, user }: Cluster, idleStopMs: number): void {
  const file = fileURLToPath(new URL('./embedded-guard.mjs', import.meta.url))
  const guard = spawn(process.execPath, ['--max-old-space-size=32', file, dataDir, user, String(idleStopMs)], {
    ...spawnAs(undefined),
    cwd: '/',
    detached: true,
    stdio: 'ignore',
  })
  guard.unref()
}

function endProcess(error: unknown): never {
  throw error
}
