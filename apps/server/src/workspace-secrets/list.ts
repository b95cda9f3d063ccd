import type { Page, Secret } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { workspaceSourceId } from './place.ts'

/** The workspace's secrets by name, without their values; there are few, so one page holds them all. */
export async function listSecrets({ ctx }: { ctx: Ctx }): Promise<Page<Secret>> {
  const { services, workspaceId } = ctx
  const rows = await services.database.sql<{ name: string; createdAt: Date }[]>`
    SELECT name, created_at AS "createdAt" FROM secrets
    WHERE workspace_id = ${workspaceId} AND source_id = ${workspaceSourceId}::uuid ORDER BY name`
  return { items: rows.map(({ name, createdAt }) => ({ name, createdAt: new Date(createdAt).toISOString() })), nextCursor: null }
}
