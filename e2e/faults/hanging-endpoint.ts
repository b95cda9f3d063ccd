import { setTimeout as delay } from 'node:timers/promises'
import { startGroundAndReceiver } from './ground.ts'
import { makeWebhook } from './hookline.ts'
import { startLoad } from './load.ts'
import type { Receiver } from './receiver.ts'
import { percentile, type Run, type Scenario } from './scenario.ts'

export const hangingEndpoint: Scenario = {
  name: 'hanging-endpoint',
  title: 'one endpoint never answers, and much is due for it',
  async run(run: Run) {
    const { isFull, onEnd } = run
    const others = isFull ? 99 : 30
    const due = isFull ? 10_000 : 1000
    const watchedMs = isFull ? 60_000 : 15_000
    const { sql, receiver, start } = await startGroundAndReceiver(run, 1 + others)
    const [hanging = '', ...fast] = receiver.urls
    await receiver.answer({ status: null }, 0)
    const hookline = await start()
    await makeWebhook(hookline, { eventType: 'hanging', url: hanging })
    const types = fast.map((_, index) => `other-${index}`)
    for (const [index, url] of fast.entries()) await makeWebhook(hookline, { eventType: types[index] ?? '', url })

    // In small it runs beside other tests: then what the machine itself needs is no fault.
    const load = startLoad({ urls: [hookline.url], types, perCall: 1, callers: 10, pauseMs: 40 })
    onEnd(load.stop)
    await delay(watchedMs / 3)
    await latenciesOfOthers(receiver)
    await delay(watchedMs / 3)
    const normal = await latenciesOfOthers(receiver)
    await startLoad({ urls: [hookline.url], types: ['hanging'], count: due, perCall: 100, callers: 2 }).done
    await delay(watchedMs)
    const meanwhile = await latenciesOfOthers(receiver)
    const normalMs = percentile(normal, 0.99)
    await load.stop()
    const [owed] = await sql<{ count: number }[]>`SELECT count(*)::int FROM queue WHERE event_type = 'hanging'`
    return [
      { name: 'other endpoints', value: others },
      { name: 'owed to the one that hangs, at the end still', value: owed?.count ?? 0, atLeast: due * 0.9 },
      { name: 'calls of the others', value: meanwhile.length, atLeast: others },
      { name: 'normal p99 of the others, from making an event to its call', value: normalMs, unit: 'ms' },
      { name: 'p99 of the others meanwhile', value: percentile(meanwhile, 0.99), unit: 'ms', atMost: 1000 + (isFull ? 0 : normalMs) },
    ]
  },
}

/** Since the last question; place 0 is not among the others. */
export async function latenciesOfOthers(receiver: Receiver): Promise<number[]> {
  return (await receiver.latencies()).flatMap(([place, ms]) => (place === 0 ? [] : [ms]))
}
