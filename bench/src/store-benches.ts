import postgres from 'postgres'
import type { Bench } from './bench.ts'
import { measureLimit } from './limit.ts'
import { waitForAll } from './pipeline.ts'
import { afterMs, postEvents } from './post.ts'
import { type Started, withStarted } from './started.ts'
import { shown, spread } from './statistics.ts'
import { backlogType, publishPatientRule, publishRule } from './workload.ts'

const eventsPerCall = 100
const lanes = 8
const backlogRows = 100_000

/** Events that nothing matches: answered 202, stored, and no more. */
export const benchIngest: Bench = ({ scale, rounds }) =>
  withStarted(async ({ product, receiver }) => {
    await publishRule(product, receiver.url)
    await postEvents(product, { lanes, eventsPerCall, type: 'unheard_of', isDone: afterMs(2000 * scale) })
    const runs = []
    for (let round = 0; round < rounds; round++) {
      const limitPerSecond = await measureLimit(receiver.url, 2000 * scale)
      const cpuBefore = await product.cpuSeconds()
      const startedAt = performance.now()
      const { accepted, refused } = await postEvents(product, { lanes, eventsPerCall, type: 'unheard_of', isDone: afterMs(5000 * scale) })
      const perSecond = (accepted * 1000) / (performance.now() - startedAt)
      runs.push({
        limitPerSecond,
        perSecond,
        ratio: perSecond / limitPerSecond,
        refused,
        cpuSeconds: since(cpuBefore, await product.cpuSeconds()),
      })
    }
    const ratio = runs.map((run) => run.ratio)
    const perSecond = runs.map((run) => run.perSecond)
    console.log(
      `ingest           ${shown(perSecond, 0)} events/s stored, ratio ${shown(ratio, 3)}, refused ${runs.reduce((all, { refused }) => all + refused, 0)}, CPU of all rounds: ${cpuText(runs)}`,
    )
    return { runs, ratio: spread(ratio) }
  })

/** Retries that are all due at once: each failed once, its next try was set to now. */
export const benchBacklog: Bench = ({ scale, rounds }) =>
  withStarted(async (started) => {
    await publishPatientRule(started.product, started.receiver.url)
    const runs = []
    for (let round = 0; round < rounds; round++) runs.push(await drain(started, { rows: backlogRows * scale, scale }))
    const ratio = runs.map((run) => run.ratio)
    const perSecond = runs.map((run) => run.perSecond)
    console.log(
      `backlog          ${shown(perSecond, 0)} retries/s of ${runs[0]?.rows} due at once, ratio ${shown(ratio, 3)}, missing ${runs.reduce((all, { missing }) => all + missing, 0)}, CPU of all rounds: ${cpuText(runs)}`,
    )
    return { runs, ratio: spread(ratio) }
  })

async function drain({ product, receiver }: Started, { rows, scale }: { rows: number; scale: number }) {
  await receiver.answerWith(500)
  const before = await receiver.count()
  const { accepted } = await postEvents(product, { lanes, eventsPerCall, type: backlogType, isDone: afterCalls(rows / eventsPerCall) })
  await waitForAll(receiver, before, accepted)
  const sql = postgres(await product.databaseUrl(), { max: 1 })
  try {
    await allRetried(sql, accepted)
    await receiver.answerWith(200)
    const limitPerSecond = await measureLimit(receiver.url, 2000 * scale)
    const drainedBefore = await receiver.count()
    const cpuBefore = await product.cpuSeconds()
    const startedAt = performance.now()
    await sql`UPDATE queue SET due_at = now() WHERE attempts > 0`
    const { received, endedAt } = await waitForAll(receiver, drainedBefore, accepted)
    const perSecond = (received * 1000) / (endedAt - startedAt)
    const cpuSeconds = since(cpuBefore, await product.cpuSeconds())
    return { rows: accepted, limitPerSecond, perSecond, ratio: perSecond / limitPerSecond, missing: accepted - received, cpuSeconds }
  } finally {
    await sql.end()
  }
}

/** Waits until every first try is written down. */
async function allRetried(sql: postgres.Sql, count: number): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const [row] = await sql<{ count: number }[]>`SELECT count(*)::int AS count FROM queue WHERE attempts > 0 AND due_at < 'infinity'`
    if (row?.count === count) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`not all of ${count} deliveries failed once within a minute`)
}

function afterCalls(count: number): () => boolean {
  let calls = 0
  return () => calls++ >= count
}

interface Cpu {
  server: number
  postgres: number
}

function since(before: Cpu, after: Cpu): Cpu {
  return { server: after.server - before.server, postgres: after.postgres - before.postgres }
}

function cpuText(runs: readonly { cpuSeconds: Cpu }[]): string {
  const sum = (pick: (cpu: Cpu) => number) => runs.reduce((all, { cpuSeconds }) => all + pick(cpuSeconds), 0).toFixed(1)
  return `server ${sum(({ server }) => server)} s, PostgreSQL ${sum(({ postgres }) => postgres)} s`
}
