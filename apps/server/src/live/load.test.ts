import { expect, test } from 'vitest'
import { eventually } from '../testing/hookline.ts'
import { useHookline } from '../testing/use.ts'
import { loadLive } from './load.ts'

const app = await useHookline()

const parts = () => app.hookline.services

test('definitions that change while they are loaded are all as of the generation they carry', async () => {
  const { database, sealer } = parts()
  const before = await loadLive({ sql: database.definitions, workspaceId: 1, sealer, onFailure: () => undefined })
  const { loading } = await database.sql.begin(async (change) => {
    await change`LOCK TABLE webhooks IN ACCESS EXCLUSIVE MODE`
    const loading = loadLive({ sql: database.definitions, workspaceId: 1, sealer, onFailure: () => undefined })
    await eventually(async () => {
      const waiting = await database.sql`SELECT FROM pg_locks WHERE relation = 'webhooks'::regclass AND NOT granted`
      return waiting.count > 0
    })
    await change`UPDATE api_keys SET revoked_at = now() WHERE workspace_id = 1`
    await change`UPDATE workspaces SET generation = generation + 1 WHERE id = 1`
    return { loading }
  })
  const loaded = await loading
  expect(loaded.generation).toBe(before.generation)
  expect([...loaded.keyIds]).toEqual([...before.keyIds])
})

test('transactions that hold every connection still get definitions that were changed meanwhile', async () => {
  const { database, live } = parts()
  const all = Promise.withResolvers<void>()
  let open = 0
  const asked = Array.from({ length: database.sql.options.max }, () =>
    database.sql.begin(async () => {
      if (++open === database.sql.options.max) all.resolve()
      await all.promise
      const [row] = await database.hot<{ generation: string }[]>`
        UPDATE workspaces SET generation = generation + 1 WHERE id = 1 RETURNING generation`
      const generation = Number(row?.generation)
      return (await live.ensure(generation)).generation >= generation
    }),
  )
  expect(await Promise.all(asked)).toEqual(asked.map(() => true))
})
