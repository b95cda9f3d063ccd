import { setTimeout as delay } from 'node:timers/promises'
import { startGroundAndReceiver } from './ground.ts'
import { makeWebhook } from './hookline.ts'
import { startLoad } from './load.ts'
import { InFlight, lostOf } from './repeats.ts'
import { type Run, type Scenario, until } from './scenario.ts'

/** What was written to a socket before the kill has been read by the receiver by then. */
const settleMs = 300

export const crash: Scenario = {
  name: 'crash',
  title: 'Hookline is killed again and again while events come in',
  async run(run: Run) {
    const count = run.isFull ? 100_000 : 6000
    const kills = run.isFull ? 20 : 2
    const { sql, receiver, start } = await startGroundAndReceiver(run)
    let hookline = await start()
    await makeWebhook(hookline, { eventType: 'crashed', url: receiver.urls[0] ?? '' })

    const inFlight = new InFlight()
    const load = startLoad({ urls: [hookline.url], types: ['crashed'], count, perCall: 50, callers: 4 })
    for (let kill = 1; kill <= kills; kill++) {
      await until(`${kill} of ${kills + 1} parts accepted`, () => load.accepted.size >= (count * kill) / (kills + 1), 120_000)
      hookline.kill('SIGKILL')
      await hookline.ended
      await delay(settleMs)
      await inFlight.look(sql, receiver)
      hookline = await start({ port: hookline.port })
    }
    await load.done
    // What a killed process held is free when its lease has run out, 10 s after its last word.
    await until('every accepted event arrived', async () => (await lostOf(load.accepted, receiver)) === 0, 120_000).catch(() => undefined)
    return [
      { name: 'events accepted', value: load.accepted.size, atLeast: count },
      { name: 'kills', value: kills },
      { name: 'accepted events lost', value: await lostOf(load.accepted, receiver), atMost: 0 },
      ...(await inFlight.figures(receiver)),
    ]
  },
}
