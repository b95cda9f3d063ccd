import type { Ctx } from '../context.ts'
import { bumpGeneration, type DbOrTx } from './bump.ts'

/**
 * Changes what is live, in one transaction with the workspace's generation; when it answers, this process judges by the
 * change too, and others do from their next batch on.
 */
export async function changeLive<T>(ctx: Ctx, change: (tx: DbOrTx) => Promise<T>): Promise<T> {
  const { database, live } = ctx.services
  const result = await database.db.transaction(async (tx) => {
    const changed = await change(tx)
    await bumpGeneration(tx, ctx.workspaceId)
    return changed
  })
  await live.refresh()
  return result
}
