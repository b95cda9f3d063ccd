import { Pool } from 'undici'
import { bareBody } from './workload.ts'

/** Calls a second of a bare undici loop, 100 in flight, against the bare receiver: what this machine can do at most. */
export async function measureLimit(receiverUrl: string, ms: number): Promise<number> {
  const pool = new Pool(receiverUrl, { connections: 100 })
  const end = performance.now() + ms
  let calls = 0
  const lane = async () => {
    while (performance.now() < end) {
      const { body } = await pool.request({ path: '/', method: 'POST', headers: { 'content-type': 'application/json' }, body: bareBody })
      await body.dump()
      calls++
    }
  }
  await Promise.all(Array.from({ length: 100 }, lane))
  await pool.close()
  return calls / (ms / 1000)
}
