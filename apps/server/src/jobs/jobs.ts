import { sql as raw } from 'drizzle-orm'
import { fromDrizzle, PgBoss } from 'pg-boss'
import type { DbOrTx } from '../live/bump.ts'
import type { Log } from '../log.ts'

// Slow work runs beside the pipeline on pg-boss, in the same PostgreSQL: a job is queued in the transaction of what needs
// it, runs after its commit on one process, and again from its own last step where that process dies.

const schema = 'jobs'
const connectionsMax = 2
/** A job whose process falls silent for so long is taken by another. */
const heartbeatSeconds = 30
const longestSeconds = 23 * 3600
const retriesMax = 10
const retryFirstSeconds = 5
const retryLastSeconds = 600
/** A new job is told of; this is for those that were told to nobody. */
const pollSeconds = 30
const stopMs = 3000

/** A kind of job: what it carries, and what does it. The work must bear being done again from where it was cut off. */
export interface JobKind<Data extends object> {
  name: string
  run(data: Data, signal: AbortSignal): Promise<void>
}

export interface JobToSend<Data extends object> {
  kind: string
  data: Data
  /** Not before this time; at once without it. */
  startAfter?: Date
}

export interface Jobs {
  /** Queues a job in the caller's transaction: it exists from that commit on. */
  send<Data extends object>(tx: DbOrTx, job: JobToSend<Data>): Promise<void>
  /** Does jobs of these kinds from now on. */
  // biome-ignore lint/suspicious/noExplicitAny: each kind knows what its own jobs carry
  work(kinds: readonly JobKind<any>[]): Promise<void>
  /** Lets what runs finish for a moment, then leaves it to others. */
  stop(): Promise<void>
}

/** Makes or renews the tables of jobs. Called by the migration, under its lock. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema, max: 1, supervise: false, schedule: false })
  await boss.start()
  await boss.stop({ graceful: false })
}

export interface JobsOptions {
  url: string
  log: Log
  /** The names of the kinds there are. */
  names: readonly string[]
  /** Whether this process does jobs, or sends them only. */
  runs: boolean
}

/** Opens the queues of jobs. */
export async function createJobs({ url, log, names, runs }: JobsOptions): Promise<Jobs> {
  const boss = new PgBoss({
    ...{ connectionString: url, schema, max: connectionsMax, application_name: 'hookline jobs' },
    ...{ migrate: false, createSchema: false, schedule: false, supervise: runs, useListenNotify: runs },
  })
  boss.on('error', (error) => log.warn({ err: error }, 'the queue of jobs met an error; it goes on'))
  await boss.start()
  for (const name of names) await boss.createQueue(name, queueOptions)
  return {
    async send(tx, { kind, data, startAfter }) {
      await boss.send(kind, data, { db: fromDrizzle(tx, raw), ...(startAfter && { startAfter }) })
    },
    async work(kinds) {
      for (const { name, run } of kinds) {
        await boss.work<object>(name, { pollingIntervalSeconds: pollSeconds }, async ([job]) => {
          if (!job) return
          log.debug({ job: name, id: job.id }, 'a job begins')
          await run(job.data, job.signal).catch((error: unknown) => {
            log.warn({ job: name, id: job.id, err: error }, 'a job failed; it is tried again')
            throw error
          })
        })
      }
    },
    stop: () => boss.stop({ graceful: true, timeout: stopMs }),
  }
}

const queueOptions = {
  ...{ notify: true, heartbeatSeconds, expireInSeconds: longestSeconds },
  ...{ retryLimit: retriesMax, retryDelay: retryFirstSeconds, retryBackoff: true, retryDelayMax: retryLastSeconds },
}
