import postgres from 'postgres'
import { expect, test } from 'vitest'
import { createTestDatabase } from './database.ts'

test('each test database is its own', async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()])
  const [a, b] = [postgres(one.url, { max: 1 }), postgres(two.url, { max: 1 })]
  await a`create table only_here (id int)`
  expect(await b`select to_regclass('only_here') as found`).toEqual([{ found: null }])
  await Promise.all([a.end(), b.end()])
  await Promise.all([one.drop(), two.drop()])
})
