import type { Settings } from '@hookline/schema'
import { eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { workspaces } from '../db/schema/index.ts'
import { notFound } from '../service-error.ts'
import { toSettings } from './row.ts'

export async function readSettings({ ctx }: { ctx: Ctx }): Promise<Settings> {
  const [row] = await ctx.services.database.db.select().from(workspaces).where(eq(workspaces.id, ctx.workspaceId))
  if (!row) throw notFound('workspace', String(ctx.workspaceId))
  return toSettings(row)
}
