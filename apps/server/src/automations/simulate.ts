import { type Definition, simulate } from '@hookline/engine'
import type { Diagnostic, simulateInputSchema, simulationSchema } from '@hookline/schema'
import type { z } from 'zod'
import { countStored } from '../behaviour/count-stored.ts'
import type { Ctx } from '../context.ts'
import { loadTrial } from '../events/trial.ts'
import { loadChecks } from '../requests/load-checks.ts'
import { compileDraft } from './compile-draft.ts'
import { type FoundAutomation, findAutomation, findVersion } from './find.ts'
import { createCallRenderer } from './render-calls.ts'

type SimulateInput = z.output<typeof simulateInputSchema>
export type Simulated = z.output<typeof simulationSchema>

/** Walks an event through a draft or a version and says what each block would do. Sends nothing, changes nothing. */
export async function simulateAutomation({ ctx, input }: { ctx: Ctx; input: SimulateInput & { id: string } }): Promise<Simulated> {
  const found = await findAutomation(ctx.services.database.db, ctx, input)
  const { definition, diagnostics } = await definitionOf(ctx, found, input.version)
  if (!definition) return { matched: false, trace: [], diagnostics }
  const { event, state, scope } = await loadTrial({ ctx, input })
  const simulation = simulate(definition, {
    ...{ event, state, campaign: scope.campaign, now: scope.now },
    campaignId: found.row.campaignId,
    behaviour: await countStored(ctx, definition, event),
    render: createCallRenderer(ctx, definition.blocks),
  })
  return { ...simulation, diagnostics: [...diagnostics, ...simulation.diagnostics] }
}

async function definitionOf(
  ctx: Ctx,
  { row }: FoundAutomation,
  version: SimulateInput['version'],
): Promise<{ definition: Definition | null; diagnostics: Diagnostic[] }> {
  if (version === 'draft') return compileDraft(row, row.draft, await loadChecks(ctx))
  const { definition } = await findVersion(ctx.services.database.db, row, version)
  return { definition, diagnostics: [] }
}
