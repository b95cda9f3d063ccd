import type { AuditEntry, Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { audit } from '../db/schema/index.ts'
import { publicId, timeOf } from '../ids.ts'
import { decodeCursor, isUuidKey, toPage } from '../page.ts'

/** All changes, the newest first. */
export async function listAudit({ ctx, input }: { ctx: Ctx; input: PageQuery }): Promise<Page<AuditEntry>> {
  const [before] = decodeCursor({ list: 'audit', input }, 1, isUuidKey) ?? []
  const rows = await ctx.services.database.db
    .select()
    .from(audit)
    .where(and(eq(audit.workspaceId, ctx.workspaceId), before === undefined ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'audit', input }, { item: toEntry, key: (row) => [row.id] })
}

function toEntry(row: typeof audit.$inferSelect): AuditEntry {
  return {
    id: publicId('aud', row.id),
    at: new Date(timeOf(row.id)).toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId },
    detail: row.detail,
  }
}
