import cluster, { type Worker } from 'node:cluster'
import { migrationsDir } from './app-root.ts'
import { systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { migrate } from './db/migrate.ts'
import { startEmbeddedDatabase } from './db/start-embedded.ts'
import { createLog } from './log.ts'

// PROCESSES=n: this process owns the embedded database, if there is one, and n workers that share the port. A worker
// that dies is replaced; its deliveries go to whoever claims them.

const replaceAfterMs = 1000

/** Starts `config.processes` workers of this program. Out: how to stop them all, the database last. */
export async function startProcesses(config: Config): Promise<{ stop(): Promise<void> }> {
  const log = createLog(config.logLevel)
  const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config, log) : null
  const url = config.databaseUrl ?? embedded?.url ?? ''
  let stopping = false
  const fork = () => cluster.fork({ ...process.env, PROCESSES: '1', DATABASE_URL: url })
  try {
    await migrate(url, { migrationsDir, nowMs: systemClock.now() })
    const workers = Array.from({ length: config.processes }, fork)
    await Promise.all(workers.map(listening))
  } catch (error) {
    stopping = true
    for (const worker of Object.values(cluster.workers ?? {})) worker?.kill('SIGTERM')
    await embedded?.stop()
    throw error
  }
  cluster.on('exit', (worker, code, signal) => {
    if (stopping) return
    log.error({ worker: worker.process.pid, code, signal }, 'a process ended; another one takes its place')
    setTimeout(() => !stopping && fork(), replaceAfterMs)
  })
  return {
    async stop() {
      stopping = true
      const workers = Object.values(cluster.workers ?? {}).filter((worker): worker is Worker => worker !== undefined)
      const ended = workers.map((worker) => new Promise((resolve) => worker.once('exit', resolve)))
      for (const worker of workers) worker.process.kill('SIGTERM')
      await Promise.all(ended)
      await embedded?.stop()
    },
  }
}

/** Resolves when a worker takes connections; rejects when it ends before, its reason already printed by itself. */
function listening(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once('listening', () => resolve())
    worker.once('exit', () => reject(new ProcessesError('A process could not start; its own line above says why.')))
  })
}

/** A worker did not start. */
export class ProcessesError extends Error {}
