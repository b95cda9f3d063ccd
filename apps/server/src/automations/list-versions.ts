import type { automationVersionSchema, Page, PageQuery } from '@hookline/schema'
import { and, desc, eq, lt } from 'drizzle-orm'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { automationVersions } from '../db/schema/index.ts'
import { decodeCursor, toPage } from '../page.ts'
import { findAutomation, type VersionRow } from './find.ts'
import type { AutomationRow } from './row.ts'

export type AutomationVersion = z.output<typeof automationVersionSchema>

/** The published versions of an automation, the newest first. */
export async function listVersions({ ctx, input }: { ctx: Ctx; input: PageQuery & { id: string } }): Promise<Page<AutomationVersion>> {
  const { db } = ctx.services.database
  const [after] = decodeCursor({ list: 'versions', input }, 1, ([version = '']) => /^\d{1,9}$/.test(version)) ?? []
  const { row } = await findAutomation(db, ctx, input)
  const { version, publishedAt, publishedBy } = automationVersions
  const rows = await db
    .select({ version, publishedAt, publishedBy })
    .from(automationVersions)
    .where(
      and(
        eq(automationVersions.workspaceId, ctx.workspaceId),
        eq(automationVersions.automationId, row.id),
        after === undefined ? undefined : lt(version, Number(after)),
      ),
    )
    .orderBy(desc(version))
    .limit(input.limit + 1)
  return toPage(rows, { list: 'versions', input }, { item: (found) => toVersion(found, row), key: (found) => [String(found.version)] })
}

export function toVersion(
  { version, publishedAt, publishedBy }: Pick<VersionRow, 'version' | 'publishedAt' | 'publishedBy'>,
  { publishedVersion }: Pick<AutomationRow, 'publishedVersion'>,
): AutomationVersion {
  return { version, publishedAt: publishedAt.toISOString(), publishedBy, current: version === publishedVersion }
}
