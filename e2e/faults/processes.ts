import { startGroundAndReceiver } from './ground.ts'
import { makeWebhook } from './hookline.ts'
import { startLoad } from './load.ts'
import { lostOf } from './repeats.ts'
import { type Run, type Scenario, until } from './scenario.ts'
import { startSeveral } from './several.ts'

export const processes: Scenario = {
  name: 'processes',
  title: 'four processes on one PostgreSQL, and no fault',
  async run(run: Run) {
    const count = run.isFull ? 100_000 : 8000
    const ground = await startGroundAndReceiver(run)
    const { sql, receiver } = ground
    const several = await startSeveral(ground, run)
    const [first] = several
    if (!first) throw new Error('no process was started')
    await makeWebhook(first, { eventType: 'counted', url: receiver.urls[0] ?? '' })
    const load = startLoad({ urls: several.map(({ url }) => url), types: ['counted'], count, perCall: 100, callers: 8 })
    await load.done
    await until('every accepted event arrived', async () => (await lostOf(load.accepted, receiver)) === 0, 120_000)
    await until('nothing is owed any more', async () => (await sql`SELECT FROM queue LIMIT 1`).count === 0, 60_000)
    const calls = await receiver.calls()
    return [
      { name: 'processes', value: several.length },
      { name: 'deliveries', value: load.accepted.size, atLeast: count },
      { name: 'sent twice', value: calls - load.accepted.size, atMost: 0 },
    ]
  },
}
