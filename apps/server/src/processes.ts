import cluster, { type Worker } from 'node:cluster'
import { migrationsDir } from './app-root.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { migrate } from './db/migrate.ts'
import { startEmbeddedDatabase } from './db/start-embedded.ts'
import { createLog, type Log } from './log.ts'
import { makeFirstAdminToken } from './members/first-admin-token.ts'
import { reservePort } from './net/reserve-port.ts'
import { answerScrapes } from './ops/answer-scrapes.ts'
import type { ScrapeMessage } from './ops/scrape.ts'
import { restartDelayMs } from './restart-delay.ts'

// PROCESSES=n: this process owns the embedded database, if there is one, and n workers that share the port. A worker
// that dies is replaced; its deliveries go to whoever claims them.

/** Workers end by themselves within it; the rest of the 10 s that a stop may take is the database's. */
const workersStopMs = 7500

interface Processes {
  stop(): Promise<void>
  /** Where the first admin is made; null where there is one. */
  firstAdminUrl: string | null
}

/** What a worker tells the primary once it has started. */
interface StartedMessage {
  type: 'hookline:started'
  firstAdminUrl: string | null
}

/** Tells the primary that this worker has started. */
export function tellStarted(firstAdminUrl: string | null): void {
  const message: StartedMessage = { type: 'hookline:started', firstAdminUrl }
  process.send?.(message)
}

/** Starts `config.processes` workers of this program. Out: how to stop them all, the database last. */
export async function startProcesses(config: Config, signal: AbortSignal): Promise<Processes> {
  const log = createLog(config.logLevel)
  const releasePort = await reservePort(config)
  const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config, log).finally(releasePort) : null
  await releasePort()
  const url = config.databaseUrl ?? embedded?.url ?? ''
  const places: Place[] = []
  const stopAnswering = answerScrapes(() => places.map((place, index) => ({ process: index + 1, worker: place.worker() })))
  const stop = async () => {
    stopAnswering()
    for (const place of places) place.close()
    await endWorkers(log)
    await embedded?.stop()
  }
  try {
    await migrate(url, { migrationsDir, nowMs: systemClock.now(), signal })
    const shared = { DATABASE_URL: url, HOOKLINE_FIRST_ADMIN_TOKEN: config.firstAdminToken ?? makeFirstAdminToken() }
    for (let n = 0; n < config.processes; n++) places.push(openPlace({ ...process.env, PROCESSES: '1', ...shared }, log))
    const [firstAdminUrl = null] = await Promise.race([Promise.all(places.map((place) => place.started)), aborted(signal)])
    return { stop, firstAdminUrl }
  } catch (error) {
    await stop()
    throw error
  }
}

/** One of the n: a worker, and after it whoever replaces it. */
interface Place {
  /** Resolves with its `firstAdminUrl` when the first worker has started; rejects when it ends before, its reason already printed by itself. */
  started: Promise<string | null>
  /** Who is here now; null while nobody is. */
  worker(): Worker | null
  /** Nobody is put here any more. */
  close(): void
}

function openPlace(env: NodeJS.ProcessEnv, log: Log): Place {
  const { promise: started, resolve, reject } = Promise.withResolvers<string | null>()
  let hasStarted = false
  let lastDelayMs: number | null = null
  let timer: NodeJS.Timeout | null = null
  let isClosed = false
  let here: Worker | null = null

  function put(): void {
    const bornAt = systemClock.monotonic()
    const worker = cluster.fork(env)
    here = worker
    worker.on('message', (message: StartedMessage | ScrapeMessage) => {
      if (message.type !== 'hookline:started') return
      hasStarted = true
      resolve(message.firstAdminUrl)
    })
    worker.once('exit', (code, signal) => {
      if (!hasStarted) reject(new ProcessesError('A process could not start; its own line above says why.'))
      if (!hasStarted || isClosed) return
      const delayMs = restartDelayMs({ livedMs: systemClock.monotonic() - bornAt, lastDelayMs })
      lastDelayMs = delayMs
      log.error({ worker: worker.process.pid, code, signal, delayMs }, 'a process ended; another one takes its place')
      timer = setTimeout(put, delayMs)
    })
  }

  put()
  return {
    started,
    worker: () => here,
    close() {
      isClosed = true
      if (timer) clearTimeout(timer)
    },
  }
}

/** Ends all workers, those that do not end by themselves the hard way: what they held goes to whoever claims it. */
async function endWorkers(log: Log): Promise<void> {
  const workers = Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker !== undefined && !worker.isDead())
  const ended = workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)))
  for (const worker of workers) worker.process.kill('SIGTERM')
  const patience = setTimeout(() => {
    log.warn({ ms: workersStopMs }, 'processes did not end by themselves; they are killed')
    for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill('SIGKILL')
  }, workersStopMs)
  await Promise.all(ended)
  clearTimeout(patience)
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
  })
}

/** A worker did not start. */
export class ProcessesError extends Error {}
