import type { Ctx } from '../context.ts'
import { findAutomation, publishedGraph } from './find.ts'
import { type AutomationAnswer, toAnswer } from './row.ts'

export async function readAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<AutomationAnswer> {
  const found = await findAutomation(ctx.services.database.db, ctx, input)
  return toAnswer(found.row, publishedGraph(found))
}
