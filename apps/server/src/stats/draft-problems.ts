import type { Attention } from '@hookline/schema'
import { and, desc, eq, inArray, isNull } from 'drizzle-orm'
import { compileDraft } from '../automations/compile-draft.ts'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import { publicId } from '../ids.ts'
import { loadChecks } from '../requests/load-checks.ts'

/** Drafts that are looked at: those that somebody worked on last. */
const draftsMax = 50
const rememberedMax = 2000

type Revision = Pick<typeof automations.$inferSelect, 'id' | 'revision'>

// It is asked each time that somebody looks at Home, and answered from memory until a draft changes. What the catalogue
// of event types adds to it is warnings, which are no problem here.
const errorCounts = new Map<string, number>()

/** Drafts that cannot be published as they are; one that is still empty is no problem. */
export async function listDraftProblems({ ctx }: { ctx: Ctx }): Promise<Attention[]> {
  const { workspaceId, services } = ctx
  const { id, revision, name } = automations
  const recent = await services.database.db
    .select({ id, revision, name })
    .from(automations)
    .where(and(eq(automations.workspaceId, workspaceId), isNull(automations.deletedAt)))
    .orderBy(desc(automations.updatedAt))
    .limit(draftsMax)
  await judge(
    ctx,
    recent.filter((row) => !errorCounts.has(keyOf(row))),
  )
  return recent.flatMap((row): Attention[] => {
    const count = errorCounts.get(keyOf(row)) ?? 0
    const title = `The draft of "${row.name}" cannot be published`
    return count === 0 ? [] : [{ kind: 'draft-problem', title, count, href: `/automations/${publicId('aut', row.id)}` }]
  })
}

async function judge(ctx: Ctx, unknown: readonly Revision[]): Promise<void> {
  if (unknown.length === 0) return
  if (errorCounts.size > rememberedMax) errorCounts.clear()
  const checks = await loadChecks(ctx)
  const ids = unknown.map(({ id }) => id)
  const rows = await ctx.services.database.db
    .select()
    .from(automations)
    .where(and(eq(automations.workspaceId, ctx.workspaceId), inArray(automations.id, ids)))
  for (const row of rows) {
    const { diagnostics } = compileDraft(row, row.draft, checks)
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length
    errorCounts.set(keyOf(row), row.draft.nodes.length === 0 ? 0 : errors)
  }
}

function keyOf({ id, revision }: Revision): string {
  return `${id} ${revision}`
}
