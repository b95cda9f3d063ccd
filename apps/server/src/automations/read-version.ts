import type { Graph } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { findAutomation, findVersion } from './find.ts'
import { type AutomationVersion, toVersion } from './list-versions.ts'

export async function readVersion({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { id: string; version: number }
}): Promise<AutomationVersion & { graph: Graph }> {
  const { db } = ctx.services.database
  const { row } = await findAutomation(db, ctx, input)
  const found = await findVersion(db, row, input.version)
  return { ...toVersion(found, row), graph: found.graph }
}
