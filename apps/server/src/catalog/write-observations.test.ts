import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../db/client.ts'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { summarise } from './summarise.ts'
import { writeObservations } from './write-observations.ts'

let target: TestDatabase
let database: Database
beforeAll(async () => {
  target = await createTestDatabase()
  database = openDatabase(target.url)
})
afterAll(async () => {
  await database.close()
  await target.drop()
})

const seen = (name: string, data: { [field: string]: number }) => ({ name, firstMs: 1000, lastMs: 2000, summary: summarise([data]) })

test('processes that write at once in any order lose no count and never deadlock', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `type ${index} ${'ABab'[index % 4]}`)
  const rounds = Array.from({ length: 24 }, (_, round) =>
    writeObservations(database.sql, 1, {
      types: (round % 2 === 0 ? names : names.toReversed()).map((name) => seen(name, { [`field_${round % 3}`]: round })),
      stateSchema: { type: 'object', properties: { [`state_${round % 5}`]: { type: 'integer' } } },
    }),
  )
  await Promise.all(rounds)
  const rows = await database.sql`SELECT observations, observed_schema AS schema FROM event_types`
  expect(rows).toHaveLength(names.length)
  for (const { observations, schema } of rows) {
    expect(observations).toEqual({ sampled: 24, absent: { field_0: 16, field_1: 16, field_2: 16 } })
    expect(Object.keys(schema.properties).sort()).toEqual(['field_0', 'field_1', 'field_2'])
  }
  const [state] = await database.sql`SELECT schema FROM user_schemas`
  expect(Object.keys(state?.schema.properties)).toHaveLength(5)
})

test('names made of ids do not fill the catalogue, and known types go on being observed', async () => {
  await database.sql`
    INSERT INTO event_types (workspace_id, name, title, source) SELECT 1, 'filler ' || n, 'Filler', 'observed' FROM generate_series(1, 5000) AS n`
  await writeObservations(database.sql, 1, { types: [seen('one more', { a: 1 }), seen('filler 7', { a: 1 })], stateSchema: null })
  const rows = await database.sql`SELECT name, observations FROM event_types WHERE name IN ('one more', 'filler 7')`
  expect(rows).toMatchObject([{ name: 'filler 7', observations: { sampled: 1 } }])
})
