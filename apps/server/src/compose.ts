import cluster from 'node:cluster'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createKeyUse } from './api-keys/key-use.ts'
import { migrationsDir } from './app-root.ts'
import { createFill, fillKind } from './behaviour/fill.ts'
import { createObserver, type Observer } from './catalog/observe.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { firstWorkspaceId, type Services } from './context.ts'
import { openDatabase, type Sql } from './db/client.ts'
import { migrate } from './db/migrate.ts'
import { startEmbeddedDatabase } from './db/start-embedded.ts'
import { resendAllKind } from './deliveries/resend-all.ts'
import { createResendAll } from './deliveries/run-resend-all.ts'
import { listenCancelled } from './deliveries/tell-cancelled.ts'
import { createApp } from './http/app.ts'
import { createJobs } from './jobs/jobs.ts'
import { createLiveStore } from './live/live-store.ts'
import { createLog, type Log } from './log.ts'
import { loadMasterKey } from './master-key.ts'
import { createMembers } from './members/create-members.ts'
import { firstAdminAtStart } from './members/first-admin-at-start.ts'
import { ownAddresses } from './net/own-address.ts'
import { reservePort } from './net/reserve-port.ts'
import { withBatchSizes } from './ops/batch-sizes.ts'
import { createEndpointOutcomes, type EndpointOutcomes } from './ops/endpoint-outcomes.ts'
import { createProcessGauges } from './ops/gauges.ts'
import { createMetrics } from './ops/metrics.ts'
import { createPipeline, type PipelineOptions } from './pipeline/create-pipeline.ts'
import { createSender } from './pipeline/send.ts'
import { createStageLog } from './pipeline/stage-log.ts'
import { createStragglers } from './pipeline/stragglers.ts'
import { createSealer } from './seal.ts'
import { createTally, type Tally } from './stats/tally.ts'
import { recordedTopics, storedTopics, wokenTopics } from './stream/pipeline-topics.ts'
import { createTopics, type Topics } from './stream/topics.ts'
import { startUpkeep } from './upkeep/upkeep.ts'
import { seedWorkspace } from './workspace/seed.ts'

/** What tests put in the place of the real thing. */
export interface Overrides {
  clock?: Clock
  log?: Log
  random?: () => number
}

export interface Hookline {
  services: Services
  address: string
  /** The page that makes the first admin, its token included; null where there is one, and where this process serves no page. */
  firstAdminUrl: string | null
  /** Stops cleanly within 10 s: no event is taken, what is under way is finished or given back, the database ends last. */
  stop(): Promise<void>
}

/** Calls under way may take so long after a stop began: with what comes after them it stays below the 10 s a stop may take. */
const deliveriesStopMs = 6000

/**
 * Starts everything: database, tables, definitions, pipeline, HTTP; in that order, and stops it in the reverse one. A
 * start that fails, or is aborted by the signal, undoes what it had started before it throws.
 */
export async function startHookline(
  config: Config,
  overrides: Overrides = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Hookline> {
  const clock = overrides.clock ?? systemClock
  const log = overrides.log ?? createLog(config.logLevel)
  const undo: Parts['undo'] = []
  const stop = async () => {
    const stoppedAt = clock.monotonic()
    for (let step = undo.pop(); step; step = undo.pop()) {
      await step(clock.monotonic() - stoppedAt).catch((error: unknown) => log.error({ err: error }, 'a part did not stop cleanly'))
    }
  }
  try {
    return { ...(await startParts({ config, clock, log, random: overrides.random ?? Math.random, undo, signal })), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

interface Parts {
  config: Config
  clock: Clock
  log: Log
  random: () => number
  /** How to undo what was started, in the order of starting; told for how long the stop has been going on. */
  undo: ((elapsedMs: number) => Promise<void>)[]
  signal: AbortSignal
}

async function startParts({ config, clock, log, random, undo, signal }: Parts): Promise<Omit<Hookline, 'stop'>> {
  const masterKey = await loadMasterKey(config)
  const sealer = createSealer(masterKey)
  const releasePort = await reservePortFor(config)
  undo.push(releasePort)
  const embedded = config.databaseUrl === null ? await startEmbeddedDatabase(config, log) : null
  if (embedded) undo.push(() => embedded.stop())
  const url = config.databaseUrl ?? embedded?.url ?? ''
  await migrate(url, { migrationsDir, nowMs: clock.now(), signal })
  const database = openDatabase(url)
  undo.push(() => database.close())
  await seedWorkspace(database.db, { sealer, nowMs: clock.now(), apiKey: config.apiKey, log })

  const { metrics, stageLog, endpointOutcomes, stop: stopMeasuring } = startMeasuring({ sql: database.sql, clock, log })
  undo.push(stopMeasuring)
  const { sql } = database
  const keyUse = createKeyUse({ sql, clock, log })
  undo.push(() => keyUse.stop())
  const stragglers = createStragglers({ sql: database.background, log, workspaceId: firstWorkspaceId })
  undo.push(() => stragglers.stop())
  const live = await createLiveStore({ sql, definitions: database.definitions, workspaceId: firstWorkspaceId, sealer, log })
  stragglers.learnt(live.current())
  live.subscribe(stragglers.learnt)
  undo.push(() => live.stop())
  signal.throwIfAborted()
  const isOwn = ownAddresses(portsOf(config, url))
  const sender = createSender({ allow: config.allow, isOwn, publicUrl: config.publicUrl, now: clock.monotonic })
  undo.push(() => sender.close())
  const upkeep = startUpkeep({ sql: database.background, clock, log })
  undo.push(() => upkeep.stop())
  const jobs = await createJobs({ url, log, names: [fillKind, resendAllKind], runs: config.role !== 'api' })
  undo.push(() => jobs.stop())
  const observer = createObserver({ sql, log, workspaceId: firstWorkspaceId })
  undo.push(() => observer.stop())
  const topics = await createTopics({ sql, log, isAlone: config.databaseUrl === null })
  undo.push(() => topics.stop())
  const tally = createTally({ sql, clock, log, workspaceId: firstWorkspaceId })
  undo.push(() => tally.stop())
  const pipeline = await createPipeline({
    ...{ config, sql: database.hot, background: database.background, clock, log, stageLog, live, sealer, sender, random },
    workspaceId: firstWorkspaceId,
    ...listeners({ observer, tally, topics, endpointOutcomes }),
  })
  undo.push((elapsedMs) => pipeline.stop(Math.max(0, deliveriesStopMs - elapsedMs)))
  signal.throwIfAborted()
  const { lease, ingest, deliver, health } = pipeline
  createProcessGauges(metrics.registry, { inFlight: () => deliver?.inFlight ?? 0, leaseIsValid: lease.valid, pools: database.pools })
  if (deliver) undo.push(await listenCancelled(sql, (id) => deliver.forget(id)))
  const services: Services = {
    config,
    clock,
    log,
    database,
    live,
    sealer,
    sender,
    stragglers,
    metrics,
    keyUse,
    members: createMembers({ config, clock, db: database.db, masterKey, log }),
    topics,
    tally,
    jobs,
    lease,
    ingest,
    deliver,
    health,
  }
  if (config.role !== 'api') await jobs.work([createFill(database.background), createResendAll(() => services)])
  const firstAdminUrl = await firstAdminAtStart({ services, workspaceId: firstWorkspaceId })
  await releasePort()
  const server = await listen(createApp(services).fetch, config)
  undo.push(() => closeServer(server))
  // Streams would hold the server open.
  undo.push(() => topics.stop())
  return { services, firstAdminUrl, address: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${config.port}` }
}

/** Ours, and the database's too, wherever on this machine it runs. */
function portsOf({ port }: Config, databaseUrl: string): number[] {
  return [port, Number(new URL(databaseUrl).port || 5432)]
}

/** What is measured, and what the stages say of themselves. */
function startMeasuring({ sql, clock, log }: { sql: Sql; clock: Clock; log: Log }) {
  const metrics = createMetrics({ sql, clock, log })
  const { registry } = metrics
  const stageLog = withBatchSizes(createStageLog(log, registry), registry)
  const stop = async () => {
    stageLog.stop()
    metrics.stop()
  }
  return { metrics, stageLog, endpointOutcomes: createEndpointOutcomes(registry), stop }
}

interface Listeners {
  observer: Observer
  tally: Tally
  topics: Topics
  endpointOutcomes: EndpointOutcomes
}

/** Who is told, after their commit, of the events and results that the pipeline stored. */
function listeners({ observer, tally, topics, endpointOutcomes }: Listeners) {
  return {
    onStored: (outcomes: Parameters<PipelineOptions['onStored']>[0], unsendable: number) => {
      observer.observe(outcomes)
      tally.stored(outcomes, unsendable)
      topics.changed(storedTopics(outcomes))
    },
    onWoken: (unsendable: number) => {
      tally.stored([], unsendable)
      topics.changed(wokenTopics)
    },
    onRecorded: (outcomes: Parameters<PipelineOptions['onRecorded']>[0]) => {
      tally.recorded(outcomes)
      endpointOutcomes.recorded(outcomes)
      topics.changed(recordedTopics)
    },
    onStopsChanged: () => topics.changed(recordedTopics),
  }
}

/** Processes that share a port take it together, when they listen. */
function reservePortFor(config: Config): Promise<() => Promise<void>> {
  return cluster.isWorker ? Promise.resolve(() => Promise.resolve()) : reservePort(config)
}

async function listen(fetch: Parameters<typeof getRequestListener>[0], { host, port }: Config): Promise<Server> {
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 12_000,
      requestTimeout: 60_000,
      keepAliveTimeout: 65_000,
      connectionsCheckingInterval: 1000,
    },
    getRequestListener(fetch, { overrideGlobalObjects: false }),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return server
}

/** Takes no connection any more; answers under way are given, idle connections are closed at once. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  const patience = setTimeout(() => server.closeAllConnections(), 2000)
  await closed
  clearTimeout(patience)
}
