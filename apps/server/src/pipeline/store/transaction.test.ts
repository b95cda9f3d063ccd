import postgres from 'postgres'
import { expect, onTestFinished, test } from 'vitest'
import { DatabaseSilent } from '../../db/with-deadline.ts'
import { createTestDatabase } from '../../testing/database.ts'
import { eventually } from '../../testing/hookline.ts'
import { isUnavailable } from '../database-errors.ts'
import { inTransaction } from './transaction.ts'

async function useTable() {
  const database = await createTestDatabase()
  const sql = postgres(database.url, { max: 2, onnotice: () => undefined })
  onTestFinished(async () => {
    await sql.end({ timeout: 0 })
    await database.drop()
  })
  await sql`CREATE TABLE kept (id int CHECK (id < 10))`
  const kept = async () => (await sql<{ id: number }[]>`SELECT id FROM kept ORDER BY id`).map(({ id }) => id)
  const open = async () =>
    (await sql<{ id: number }[]>`SELECT pid AS id FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'`).length
  /** A transaction that works: the connection is free for it, and in no other one. */
  const again = () => inTransaction(sql, async (tx) => ({ unanswered: tx`INSERT INTO kept VALUES (9)`.execute() }))
  return { sql, kept, again, open }
}

test.each([new Error('a bug'), new DatabaseSilent('another connection')])(
  'a transaction that fails (%o) gives its connection back',
  async (failure) => {
    const { sql, kept, again } = await useTable()
    const failing = inTransaction(sql, async (tx, begun) => {
      await Promise.all([begun, tx`INSERT INTO kept VALUES (1)`])
      throw failure
    })
    await expect(failing).rejects.toBe(failure)
    await again()
    expect(await kept()).toEqual([9])
  },
  5000,
)

test('what was left unanswered is committed with the rest, by the time the transaction has ended', async () => {
  const { sql, kept } = await useTable()
  await inTransaction(sql, async (tx, begun) => {
    await Promise.all([begun, tx`INSERT INTO kept VALUES (1)`])
    return { unanswered: Promise.all([tx`INSERT INTO kept VALUES (2)`, tx`INSERT INTO kept VALUES (3)`]) }
  })
  expect(await kept()).toEqual([1, 2, 3])
})

test('of unanswered statements one that the database refuses undoes all, and is the error', async () => {
  const { sql, kept, again } = await useTable()
  const failing = inTransaction(sql, async (tx, begun) => {
    await Promise.all([begun, tx`INSERT INTO kept VALUES (1)`])
    const values = [2, 10, 3].map((id) => tx`INSERT INTO kept VALUES (${id})`)
    return { unanswered: Promise.all(values) }
  })
  await expect(failing).rejects.toMatchObject({ code: '23514' })
  await again()
  expect(await kept()).toEqual([9])
})

test('of unanswered statements one that cannot be made undoes all: no commit follows the others', async () => {
  const { sql, kept, again } = await useTable()
  const bug = new Error('a bug')
  const insert = async (tx: typeof sql | postgres.TransactionSql, id: number) => {
    if (id === 2) throw bug
    await tx`INSERT INTO kept VALUES (${id})`
  }
  const failing = inTransaction(sql, async (tx) => ({ unanswered: Promise.all([1, 2, 3].map((id) => insert(tx, id))) }))
  await expect(failing).rejects.toBe(bug)
  await again()
  expect(await kept()).toEqual([9])
})

test('a statement that would come after the commit is refused, and changes nothing', async () => {
  const { sql, kept } = await useTable()
  const { promise: later, resolve } = Promise.withResolvers<unknown>()
  await inTransaction(sql, async (tx) => {
    setTimeout(() => {
      try {
        resolve(tx`INSERT INTO kept VALUES (2)`)
      } catch (error) {
        resolve(error)
      }
    })
    return { unanswered: tx`INSERT INTO kept VALUES (1)`.execute() }
  })
  expect(await later).toMatchObject({ message: 'a statement came after the commit of its transaction' })
  expect(await kept()).toEqual([1])
})

test('a transaction in which nothing is said for too long is ended by the database: a caller may try again, on another connection', async () => {
  const { sql, kept, again, open } = await useTable()
  const hanging = inTransaction(sql, async (tx, begun) => {
    await Promise.all([begun, tx`SET LOCAL idle_in_transaction_session_timeout = '1ms'`, tx`INSERT INTO kept VALUES (1)`])
    await eventually(async () => (await open()) === 0)
    return { unanswered: tx`INSERT INTO kept VALUES (2)`.execute() }
  })
  const error = await hanging.catch((reason: unknown) => reason)
  expect(isUnavailable(error)).toBe(true)
  await again()
  expect(await kept()).toEqual([9])
})
