import { rm } from 'node:fs/promises'
import { makeFolder } from '../product.ts'
import { type Hookline, startHookline } from './hookline.ts'
import type { Postgres } from './postgres.ts'
import type { Run } from './scenario.ts'

const processCount = 4

/** Processes of their own on one PostgreSQL, each with its folder. */
export async function startSeveral(postgres: Postgres, onEnd: Run['onEnd']): Promise<Hookline[]> {
  const all: Hookline[] = []
  for (let index = 0; index < processCount; index++) {
    const folder = await makeFolder()
    onEnd(() => rm(folder, { recursive: true, force: true }))
    const hookline = await startHookline({ folder, env: { DATABASE_URL: postgres.url } })
    onEnd(() => hookline.stop())
    all.push(hookline)
  }
  return all
}
