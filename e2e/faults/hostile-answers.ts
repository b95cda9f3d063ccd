import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { startGround } from './ground.ts'
import { type Hookline, makeWebhook } from './hookline.ts'
import { type HostileServer, startHostile } from './hostile-servers.ts'
import { newEvent, post } from './load.ts'
import { largest, type Run, type Scenario, until } from './scenario.ts'

const timeoutMs = 2000
const overMs = 500
/** A breaker opens at 10 calls that fail: an endpoint gets fewer, so that every call is really made. */
const callsPerEndpoint = 9
const perCall = 500

export const hostileAnswers: Scenario = {
  name: 'hostile-answers',
  title: 'receivers answer with all that could harm who calls them',
  async run(run: Run) {
    const wanted = run.isFull ? 1900 : 100
    const { sql, start } = await startGround(run)
    const inputs = (await startHostile(1)).map((server) => server.close()).length
    const servers = await startHostile(Math.ceil(wanted / inputs / callsPerEndpoint))
    run.onEnd(() => servers.map((server) => server.close()))
    const hookline = await start()
    // One call to each first: what a process keeps of every receiver it knows is no leak.
    for (const kind of ['warm', 'cold']) {
      for (const [index, { url }] of servers.entries())
        await makeWebhook(hookline, { eventType: `${kind}-${index}`, url, policy: { timeoutMs, retry: { preset: 'none' } } })
    }
    await send(
      hookline,
      servers.map((_, index) => `warm-${index}`),
    )
    const done = async () => (await sql`SELECT FROM deliveries WHERE event_type LIKE 'cold-%'`).count
    await until('the first were sent', async () => (await sql`SELECT FROM queue LIMIT 1`).count === 0, 120_000)
    await delay(2000)
    const before = await memoryMb(hookline)
    let most = before
    const types = servers.flatMap((_, index) => Array.from({ length: callsPerEndpoint }, () => `cold-${index}`))
    await send(hookline, types)
    await until(
      'all have ended',
      async () => {
        most = Math.max(most, await memoryMb(hookline))
        return (await done()) === types.length
      },
      300_000,
    )
    const rows = await sql<{ ms: number }[]>`SELECT attempt_duration_ms AS ms FROM deliveries WHERE attempt_duration_ms IS NOT NULL`
    const open = servers.flatMap(({ isWhole, openMs }) => (isWhole ? [] : openMs))
    return [
      { name: 'kinds of answers', value: inputs },
      { name: 'answers', value: await done(), atLeast: wanted },
      { name: 'kinds that nobody called', value: uncalled(servers), atMost: 0 },
      { name: 'the longest exchange', value: largest(rows.map(({ ms }) => ms)), unit: 'ms', atMost: timeoutMs + overMs },
      {
        name: 'the longest a connection was held open without a whole answer',
        value: largest(open),
        unit: 'ms',
        atMost: timeoutMs + overMs,
      },
      { name: 'memory before', value: before, unit: 'MB' },
      { name: 'growth of memory, at most', value: most - before, unit: 'MB', atMost: 50 },
    ]
  },
}

/** Posts an event of each type. */
async function send(hookline: Hookline, types: readonly string[]): Promise<void> {
  for (let from = 0; from < types.length; from += perCall)
    await post(
      hookline.url,
      types.slice(from, from + perCall).map((type, index) => newEvent(type, `${type}-${from + index}`)),
    )
}

function uncalled(servers: readonly HostileServer[]): number {
  const called = new Set(servers.filter(({ requests }) => requests > 0).map(({ value }) => value))
  return new Set(servers.map(({ value }) => value).filter((value) => !called.has(value))).size
}

/** Resident memory of the process. */
async function memoryMb({ pid }: Hookline): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
}
