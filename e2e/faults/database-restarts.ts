import { setTimeout as delay } from 'node:timers/promises'
import { startGroundAndReceiver } from './ground.ts'
import { type Hookline, makeWebhook } from './hookline.ts'
import { newEvent, post, startLoad } from './load.ts'
import type { StopMode } from './postgres.ts'
import type { Receiver } from './receiver.ts'
import { lostOf } from './repeats.ts'
import { largest, type Run, type Scenario, until } from './scenario.ts'

const modes: readonly StopMode[] = ['kill', 'immediate', 'fast']
const awayMs = [0, 1500]
const loadMs = 2000
/** Slow enough that deliveries wait, so that some are being claimed whenever the database goes away. */
const answerAfterMs = 50

export const databaseRestarts: Scenario = {
  name: 'database-restarts',
  title: 'PostgreSQL is stopped and started again under load: killed, by immediate and by fast shutdown',
  async run(run: Run) {
    const restarts = run.isFull ? 10 : 3
    const { postgres, receiver, start } = await startGroundAndReceiver(run, 2)
    const hookline = await start()
    let hasEnded = false
    void hookline.ended.then(() => (hasEnded = true))
    for (const [index, eventType] of ['loaded', 'probe'].entries())
      await makeWebhook(hookline, { eventType, url: receiver.urls[index] ?? '' })
    await receiver.answer({ afterMs: answerAfterMs }, 0)

    const load = startLoad({ urls: [hookline.url], types: ['loaded'], perCall: 20, callers: 4, pauseMs: 60 })
    const recoveries: number[] = []
    for (let restart = 0; restart < restarts; restart++) {
      await delay(loadMs)
      await postgres.stop(modes[restart % modes.length] ?? 'kill')
      await delay(awayMs[restart % awayMs.length])
      await postgres.start()
      recoveries.push(await recovery(hookline, receiver))
    }
    await load.stop()
    await until('every accepted event arrived', async () => (await lostOf(load.accepted, receiver)) === 0, 120_000).catch(() => undefined)
    return [
      { name: 'restarts', value: restarts },
      { name: 'events accepted', value: load.accepted.size, atLeast: restarts * 100 },
      {
        name: 'from taking connections to an event accepted and its call received, at most',
        value: largest(recoveries),
        unit: 'ms',
        atMost: 5000,
      },
      { name: 'accepted events lost', value: await lostOf(load.accepted, receiver), atMost: 0 },
      { name: 'ends of the process', value: hasEnded ? 1 : 0, atMost: 0 },
    ]
  },
}

let probes = 0

/** How long after now a new event is accepted and its call is received. */
async function recovery(hookline: Hookline, receiver: Receiver): Promise<number> {
  const startedAt = performance.now()
  const probe = newEvent('probe', `probe-${++probes}`)
  await post(hookline.url, [probe])
  await until(`${probe.id} arrived`, async () => (await receiver.seen()).has(probe.id), 60_000)
  return performance.now() - startedAt
}
