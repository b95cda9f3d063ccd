import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { eventually } from '../testing/hookline.ts'
import { createJobs, type Jobs } from './jobs.ts'

let testDatabase: TestDatabase
let database: Database
const done: string[] = []
const open: Jobs[] = []

async function start(run: (data: { name: string }) => Promise<void>, runs = true): Promise<Jobs> {
  const jobs = await createJobs({ url: testDatabase.url, log: pino({ level: 'silent' }), runs, names: ['test.note'] })
  if (runs) await jobs.work([{ name: 'test.note', run }])
  open.push(jobs)
  return jobs
}

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase(testDatabase.url)
})
afterAll(async () => {
  await Promise.all(open.map((jobs) => jobs.stop()))
  await database.close()
  await testDatabase.drop()
})

const note = async ({ name }: { name: string }) => void done.push(name)

test('a job runs once after the commit that sent it, on one of the processes that work', async () => {
  const [sender] = [await start(note, false), await start(note), await start(note)]
  await database.db.transaction(async (tx) => {
    await sender.send(tx, { kind: 'test.note', data: { name: 'committed' } })
    await wait(300)
    expect(done).toEqual([])
  })
  await eventually(async () => done.length > 0)
  await wait(300)
  expect(done).toEqual(['committed'])
})

test('a job of a transaction that failed never runs', async () => {
  const [sender] = open
  const failing = database.db.transaction(async (tx) => {
    await sender?.send(tx, { kind: 'test.note', data: { name: 'rolled back' } })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await database.db.transaction(async (tx) => sender?.send(tx, { kind: 'test.note', data: { name: 'after it' } }))
  await eventually(async () => done.includes('after it'))
  expect(done).not.toContain('rolled back')
})
