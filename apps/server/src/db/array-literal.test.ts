import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../testing/database.ts'
import { bytesArray, plainArray, separatedTexts, textArray } from './array-literal.ts'

let database: TestDatabase
let sql: postgres.Sql
beforeAll(async () => {
  database = await createTestDatabase()
  sql = postgres(database.url, { max: 1 })
})
afterAll(async () => {
  await sql.end()
  await database.drop()
})

const text = fc.oneof(
  fc.constantFrom('', 'null', 'NULL', '{}', '"', '\\', 'a,b', ' ', '{"a":"\\u0001"}', 'https://x.test:80/a', '\u0001', '\n', '😀'),
  fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0')),
)

test('every list of texts, numbers and bytes comes back from unnest as it was sent', async () => {
  // Minus zero has no text of its own: + 0 makes it zero.
  const row = fc.record({
    t: fc.option(text),
    n: fc.option(fc.double({ noNaN: true }).map((number) => number + 0)),
    b: fc.option(fc.uint8Array()),
    j: fc.option(fc.jsonValue().map((value) => JSON.stringify(value))),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const found = await sql`
        SELECT t, n, b, j FROM unnest(
          ${plainArray(rows.map((_, index) => index))}::int[], ${textArray(rows.map(({ t }) => t))}::text[],
          ${plainArray(rows.map(({ n }) => n))}::float8[], ${bytesArray(rows.map(({ b }) => b && Buffer.from(b)))}::bytea[],
          string_to_array(${separatedTexts(rows.map(({ j }) => j))}, chr(1), '')
        ) AS all_of (i, t, n, b, j) ORDER BY i`
      expect(found.map((each) => ({ ...each }))).toEqual(rows.map(({ t, n, b, j }) => ({ t, n, b: b && Buffer.from(b), j })))
    }),
    { numRuns: 300 },
  )
})
