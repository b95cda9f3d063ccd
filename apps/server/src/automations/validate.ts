import type { Diagnostic } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { loadChecks } from '../requests/load-checks.ts'
import { compileDraft } from './compile-draft.ts'
import { findAutomation } from './find.ts'

/** Says everything there is to say about a draft; changes nothing. */
export async function validateAutomation({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<{ diagnostics: Diagnostic[] }> {
  const { row } = await findAutomation(ctx.services.database.db, ctx, input)
  const { diagnostics } = compileDraft(row, row.draft, await loadChecks(ctx))
  return { diagnostics }
}
