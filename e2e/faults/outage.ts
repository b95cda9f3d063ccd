import { setTimeout as delay } from 'node:timers/promises'
import { startGroundAndReceiver } from './ground.ts'
import { latenciesOfOthers } from './hanging-endpoint.ts'
import { makeWebhook } from './hookline.ts'
import { now, startLoad } from './load.ts'
import { lostOf } from './repeats.ts'
import { largest, percentile, type Run, type Scenario, until } from './scenario.ts'

const others = 20
const answerAfterMs = 20
/** Three calls in a row close the breaker; the fourth is the first that drains. */
const beginning = 4

export const outage: Scenario = {
  name: 'outage',
  title: 'an endpoint is away while a backlog gathers, and comes back',
  async run(run: Run) {
    const { isFull, onEnd } = run
    const backlog = isFull ? 50_000 : 1000
    const normalMs = isFull ? 20_000 : 4000
    const { sql, receiver, start } = await startGroundAndReceiver(run, 1 + others)
    const [away = '', ...working] = receiver.urls
    const hookline = await start()
    // What was tried before the breaker opened comes again soon, and is among the backlog.
    await makeWebhook(hookline, { eventType: 'away', url: away, policy: { retry: { delaysSeconds: [5, 5, 5, 5, 5, 5] } } })
    const types = working.map((_, index) => `other-${index}`)
    for (const [index, url] of working.entries()) await makeWebhook(hookline, { eventType: types[index] ?? '', url })

    const load = startLoad({ urls: [hookline.url], types, perCall: 1, callers: 10, pauseMs: 40 })
    onEnd(load.stop)
    await delay(normalMs / 2)
    await latenciesOfOthers(receiver)
    await delay(normalMs)
    const normal = percentile(await latenciesOfOthers(receiver), 0.99)

    await receiver.answer({ status: 503 }, 0)
    const owed = startLoad({ urls: [hookline.url], types: ['away'], count: backlog, perCall: 100, callers: 2 })
    await owed.done
    const held = async () => (await sql`SELECT FROM queue WHERE event_type = 'away' AND held_reason = 'breaker-open'`).count
    await until('the backlog is held', async () => (await held()) >= backlog * 0.99, 60_000)
    await receiver.answer({ afterMs: answerAfterMs }, 0)
    await receiver.activity()
    const backAt = now()
    await until('a call was tried', async () => (await held()) < backlog, 130_000)
    await latenciesOfOthers(receiver)
    const isEmpty = async () => (await sql`SELECT FROM queue WHERE event_type = 'away' LIMIT 1`).count === 0
    await until('everything has left', isEmpty, 180_000)
    const drained = percentile(await latenciesOfOthers(receiver), 0.99)
    await load.stop()
    const calls = (await receiver.activity()).filter(([place, at]) => place === 0 && at >= backAt)
    const first = calls.slice(0, beginning).map(([, , active]) => active)
    // In small it runs beside other tests, whose load is not the drain's: only at full size the ratio says something.
    return [
      { name: 'deliveries held by the breaker', value: backlog },
      { name: 'calls at once at the beginning, at most', value: largest(first), atMost: 1 },
      { name: 'calls after it came back', value: calls.length, atLeast: backlog * 0.99 },
      { name: 'from the first call to the last', value: ((calls.at(-1)?.[1] ?? 0) - (calls[0]?.[1] ?? 0)) / 1000, unit: 's' },
      { name: 'deliveries lost', value: await lostOf(owed.accepted, receiver), atMost: 0 },
      { name: 'normal p99 of the others', value: normal, unit: 'ms' },
      { name: 'p99 of the others during the drain', value: drained, unit: 'ms' },
      { name: 'the one divided by the other', value: drained / normal, ...(isFull && { atMost: 2 }) },
    ]
  },
}
