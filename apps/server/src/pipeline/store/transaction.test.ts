import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { DatabaseSilent } from '../../db/with-deadline.ts'
import { createTestDatabase } from '../../testing/database.ts'
import { inTransaction } from './transaction.ts'

test.each([new Error('a bug'), new DatabaseSilent('another connection')])(
  'a transaction that fails (%o) gives its connection back',
  async (failure) => {
    const database = await createTestDatabase()
    const sql = postgres(database.url, { max: 1 })
    onTestFinished(async () => {
      await sql.end({ timeout: 0 })
      await database.drop()
    })
    await sql`CREATE TABLE kept (id int)`
    const failing = inTransaction(sql, async (tx, begun) => {
      await Promise.all([begun, tx`INSERT INTO kept VALUES (1)`])
      throw failure
    })
    await expect(failing).rejects.toBe(failure)
    await inTransaction(sql, async (tx, begun) => {
      await Promise.all([begun, tx`INSERT INTO kept VALUES (2)`])
    })
    expect(await sql`SELECT id FROM kept`).toEqual([{ id: 2 }])
  },
  5000,
)
