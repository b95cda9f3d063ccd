import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, makeDataDir, type TestDatabase } from './testing/database.ts'
import { eventually } from './testing/hookline.ts'
import { type HooklineProcess, startProcess } from './testing/process.ts'

let database: TestDatabase
let dataDir: string
let app: HooklineProcess

beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await makeDataDir()
  app = await startProcess({ dataDir, env: { PROCESSES: '2', DATABASE_URL: database.url } })
  // The first of them may answer before the other one takes connections.
  await eventually(async () => (await processIds()).size === 2)
})
afterAll(async () => {
  app.kill('SIGTERM')
  await app.ended
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

// Each connection goes to one of the processes in turn; one that is handed to a process that hangs is never answered.
const ask = (path: string) => fetch(app.url + path, { headers: { connection: 'close' }, signal: AbortSignal.timeout(10_000) })
const metrics = async () => (await ask('/metrics')).text()
const storedBy = (text: string, process: number) =>
  Number(new RegExp(`^hookline_stage_items_total\\{process="${process}",stage="ingest",kind="events"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)

async function processIds(): Promise<Set<string>> {
  const ids = new Set<string>()
  for (let n = 0; n < 8; n++) ids.add(((await (await ask('/readyz')).json()) as { lease: { processId: string } }).lease.processId)
  return ids
}

test('a scrape of PROCESSES=2 tells of both, each once, whichever is asked', async () => {
  const count = 40
  for (let n = 0; n < count; n++) {
    expect((await app.post('/v1/events', { id: `scraped-${n}`, type: 'scraped', userId: 'u' })).status).toBe(202)
  }
  for (let n = 0; n < 4; n++) {
    const text = await metrics()
    expect(storedBy(text, 1) + storedBy(text, 2)).toBe(count)
    expect(text.match(/^hookline_process_resident_memory_bytes\{process="[12]"\} \d+$/gm)).toHaveLength(2)
    expect(text.match(/^hookline_queue_oldest_due_seconds \d/gm)).toHaveLength(1)
    const types = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
    expect(new Set(types).size).toBe(types.length)
  }
})

test('one that hangs is left out of the scrape, and one that takes the place of another has its number', async () => {
  const answer = () => metrics().catch(() => null)
  const pids = async () => [...((await answer()) ?? '').matchAll(/^hookline_process_pid\{process="([12])"\} (\d+)$/gm)]
  const before = await eventually(async () => {
    const found = await pids()
    return found.length === 2 ? found : null
  })
  const [, number, pid] = before[0] ?? []
  process.kill(Number(pid), 'SIGSTOP')
  const answered = await eventually(answer)
  expect(answered.match(/^hookline_calls_in_flight\{process="[12]"\}/gm)).toHaveLength(1)
  expect(answered).not.toContain(`hookline_calls_in_flight{process="${number}"}`)
  process.kill(Number(pid), 'SIGKILL')
  const after = await eventually(async () => {
    const found = await pids()
    return found.length === 2 && found.every(([, , other]) => other !== pid) ? found : null
  })
  expect(after.map(([, place]) => place).toSorted()).toEqual(['1', '2'])
})
