import postgres from 'postgres'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/database.ts'
import { keepPartitions, partitionName, partitionsOf } from './partitions.ts'

const dayMs = 86_400_000

test('a table that somebody reads for long gets its partitions another time, and nothing waits behind it', async () => {
  const database = await createTestDatabase()
  const sql = postgres(database.url, { max: 3, onnotice: () => undefined })
  const later = Date.now() + 30 * dayMs
  const today = Math.floor(later / dayMs) * dayMs
  const names = async () => (await partitionsOf(sql)).map(({ name }) => name)
  await sql.begin(async (reader) => {
    await reader`LOCK TABLE deliveries IN ACCESS SHARE MODE`
    expect(await keepPartitions(sql, later)).toEqual(['deliveries'])
  })
  expect(await names()).toContain(partitionName('attempts', today))
  expect(await names()).not.toContain(partitionName('deliveries', today))
  expect(await keepPartitions(sql, later)).toEqual([])
  expect(await names()).toContain(partitionName('deliveries', today))
  await sql.end()
  await database.drop()
})

test('a day is analysed for what lists are filtered and ordered by, and not for what they only show', async () => {
  const database = await createTestDatabase()
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined })
  for (const { table, name } of await partitionsOf(sql)) {
    const skipped = await sql<{ column: string; indexed: boolean }[]>`
      SELECT attname AS column, EXISTS (SELECT FROM pg_index WHERE indrelid = attrelid AND attnum = ANY (indkey)) AS indexed
      FROM pg_attribute WHERE attrelid = ${name}::regclass AND attstattarget = 0`
    expect(skipped.filter(({ indexed }) => indexed)).toEqual([])
    const names = skipped.map(({ column }) => column)
    if (table === 'deliveries') expect(names).toEqual(expect.arrayContaining(['body', 'headers', 'attempt_body']))
    expect(names).not.toContain('status')
  }
  await sql.end()
  await database.drop()
})
