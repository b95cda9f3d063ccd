import { expect, test } from 'vitest'
import { createTestDatabase } from '../testing/database.ts'
import { openDatabase } from './client.ts'

test('a statement of a request has a time limit, one of the pipeline and of the upkeep has none', async () => {
  const test = await createTestDatabase()
  const database = openDatabase(test.url)
  const limitOf = async (pool: typeof database.sql) =>
    (await pool<{ limit: string }[]>`SELECT current_setting('statement_timeout') AS limit`)[0]
  expect(await limitOf(database.sql)).toEqual({ limit: '15s' })
  expect(await limitOf(database.hot)).toEqual({ limit: '0' })
  expect(await limitOf(database.background)).toEqual({ limit: '0' })
  await database.close()
  await test.drop()
})

test('what a process that hangs has locked in a batch is free for the others after half a minute', async () => {
  const test = await createTestDatabase()
  const database = openDatabase(test.url)
  const [row] = await database.hot`SELECT current_setting('idle_in_transaction_session_timeout') AS limit`
  expect(row).toEqual({ limit: '30s' })
  await database.close()
  await test.drop()
})
