import { setTimeout as delay } from 'node:timers/promises'
import type postgres from 'postgres'
import { startGroundAndReceiver } from './ground.ts'
import { type Hookline, makeWebhook } from './hookline.ts'
import { startLoad } from './load.ts'
import { InFlight, lostOf } from './repeats.ts'
import { type Run, type Scenario, until } from './scenario.ts'
import { startSeveral } from './several.ts'

const answerAfterMs = 1000
/** What was written to a socket before the halt has been read by the receiver by then. */
const settleMs = 300
const watchedMs = 5000

export const stoppedProcess: Scenario = {
  name: 'stopped-process',
  title: 'one of four processes is halted (SIGSTOP) with deliveries in its hands, and goes on long after',
  async run(run: Run) {
    const { isFull, onEnd } = run
    const haltMs = isFull ? 120_000 : 14_000
    const ground = await startGroundAndReceiver(run)
    const { sql, receiver } = ground
    const [halted, ...others] = await startSeveral(ground, run)
    if (!halted) throw new Error('no process was started')
    const processId = await leaseOf(sql, halted)
    const isHere = async (accepted: ReadonlySet<string>) => (await lostOf(accepted, receiver)) === 0
    for (const eventType of ['halted', 'meanwhile', 'again']) await makeWebhook(halted, { eventType, url: receiver.urls[0] ?? '' })

    await receiver.answer({ afterMs: answerAfterMs })
    const held = startLoad({ urls: [halted.url], types: ['halted'], count: 1000, perCall: 100, callers: 2 })
    await held.done
    halted.kill('SIGSTOP')
    const haltedAt = performance.now()
    onEnd(() => halted.kill('SIGCONT'))
    await delay(settleMs)
    const queued = await heldBy(sql, processId)
    const inFlight = new InFlight()
    await inFlight.look(sql, receiver, processId)

    await receiver.answer({})
    const meanwhile = startLoad({
      urls: others.map(({ url }) => url),
      types: ['meanwhile'],
      count: isFull ? 20_000 : 2000,
      perCall: 100,
      callers: 6,
    })
    await meanwhile.done
    await until('the others sent everything', async () => (await sql`SELECT FROM queue LIMIT 1`).count === 0, 60_000)
    await delay(Math.max(0, haltedAt + haltMs - performance.now()))
    const rows = await rowsOf(sql)
    const calls = await receiver.calls()
    halted.kill('SIGCONT')
    await delay(watchedMs)
    const late = (await receiver.calls()) - calls
    const changed = [...(await rowsOf(sql))].filter(([id, text]) => rows.get(id) !== text).length

    const again = startLoad({ urls: [halted.url], types: ['again'], count: 1000, perCall: 100, callers: 2 })
    await again.done
    await until('it sends again', () => isHere(again.accepted), 30_000)
    return [
      { name: 'processes', value: others.length + 1 },
      { name: 'halted for', value: haltMs / 1000, unit: 's' },
      { name: 'deliveries in its hands when it was halted', value: queued, atLeast: 100 },
      { name: 'of them not in flight, and so queued', value: queued - inFlight.most, atLeast: 50 },
      { name: 'sent by it when it went on', value: late, atMost: 0 },
      { name: 'rows of newer holders that it changed', value: changed, atMost: 0 },
      { name: 'accepted events lost', value: await lostOf(new Set([...held.accepted, ...meanwhile.accepted]), receiver), atMost: 0 },
      ...(await inFlight.figures(receiver)),
    ]
  },
}

async function leaseOf(sql: postgres.Sql, { pid }: Hookline): Promise<string> {
  const [row] = await sql<{ id: string }[]>`SELECT id FROM processes WHERE host LIKE ${`%:${pid}`}`
  if (!row) throw new Error(`process ${pid} has no lease`)
  return row.id
}

async function heldBy(sql: postgres.Sql, processId: string): Promise<number> {
  return (await sql`SELECT FROM queue WHERE process_id = ${processId}::uuid`).count
}

async function rowsOf(sql: postgres.Sql): Promise<Map<string, string>> {
  const rows = await sql<{ id: string; text: string }[]>`
    SELECT id, md5(deliveries::text) AS text FROM deliveries UNION ALL SELECT id, md5(queue::text) FROM queue`
  return new Map(rows.map(({ id, text }) => [id, text]))
}
