import { and, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { automations } from '../db/schema/index.ts'
import { uuidOf } from '../ids.ts'
import type { DbOrTx } from '../live/bump.ts'
import { notFound } from '../service-error.ts'

/** The key of an automation by its public id, without its graphs; 404 where there is none. */
export async function requireAutomation(tx: DbOrTx, { workspaceId }: Ctx, id: string): Promise<string> {
  const uuid = uuidOf('aut', id)
  if (uuid === null) throw notFound('automation', id)
  const [row] = await tx
    .select({ id: automations.id })
    .from(automations)
    .where(and(eq(automations.workspaceId, workspaceId), eq(automations.id, uuid), isNull(automations.deletedAt)))
  if (!row) throw notFound('automation', id)
  return row.id
}
