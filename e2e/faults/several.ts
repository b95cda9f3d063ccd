import { rm } from 'node:fs/promises'
import { makeFolder } from '../product.ts'
import type { Ground } from './ground.ts'
import type { Hookline } from './hookline.ts'
import type { Run } from './scenario.ts'

const processCount = 4

/** Processes of their own on one PostgreSQL, each with its folder. */
export async function startSeveral({ start }: Ground, { onEnd }: Run): Promise<Hookline[]> {
  const all: Hookline[] = []
  for (let index = 0; index < processCount; index++) {
    const folder = await makeFolder()
    onEnd(() => rm(folder, { recursive: true, force: true }))
    all.push(await start({ folder }))
  }
  return all
}
