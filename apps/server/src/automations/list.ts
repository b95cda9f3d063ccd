import type { Automation, automationKinds, automationStatuses, Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, ilike, isNull, lt, or } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { likePattern } from '../db/like-pattern.ts'
import { automations, automationVersions } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import { decodeCursor, toPage } from '../page.ts'
import { toAutomation } from './row.ts'

export interface AutomationFilter extends PageQuery {
  q?: string | undefined
  status?: (typeof automationStatuses)[number] | undefined
  kind?: (typeof automationKinds)[number] | undefined
  campaignId?: string | undefined
}

/** Automations, newest first; `q` is part of a name or description. */
export async function listAutomations({ ctx, input }: { ctx: Ctx; input: AutomationFilter }): Promise<Page<Automation>> {
  const [after] = decodeCursor({ list: 'automations', input }, 1, ([id = '']) => uuidOf('aut', id) !== null) ?? []
  const { q, status, kind, campaignId } = input
  const pattern = q === undefined ? undefined : likePattern(q)
  const rows = await ctx.services.database.db
    .select({ row: automations, published: automationVersions.graph })
    .from(automations)
    .leftJoin(
      automationVersions,
      and(
        eq(automationVersions.workspaceId, automations.workspaceId),
        eq(automationVersions.automationId, automations.id),
        eq(automationVersions.version, automations.publishedVersion),
      ),
    )
    .where(
      and(
        eq(automations.workspaceId, ctx.workspaceId),
        isNull(automations.deletedAt),
        after === undefined ? undefined : lt(automations.id, uuidOf('aut', after) ?? ''),
        status && eq(automations.status, status),
        kind && eq(automations.kind, kind),
        campaignId === undefined ? undefined : eq(automations.campaignId, campaignId),
        pattern === undefined ? undefined : or(ilike(automations.name, pattern), ilike(automations.description, pattern)),
      ),
    )
    .orderBy(desc(automations.id))
    .limit(input.limit + 1)
  const items = rows.map(({ row, published }) => toAutomation(row, published))
  return toPage(items, { list: 'automations', input }, { item: (automation) => automation, key: (automation) => [automation.id] })
}
