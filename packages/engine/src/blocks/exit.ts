import { exitConfigSchema } from '@hookline/schema'
import { type BlockBase, type BlockKind, plainWay } from './block-kind.ts'
import { configIssues } from './config-issues.ts'

/** Ends a run: a way that is meant to end here says so. */
export interface ExitBlock extends BlockBase {
  readonly type: 'exit'
}

const end = { branch: plainWay }

export const exitBlock: BlockKind<ExitBlock> = {
  type: 'exit',
  title: 'an exit',
  calls: false,
  branches: () => [],
  read({ id, config, next }) {
    const parsed = exitConfigSchema.safeParse(config)
    if (!parsed.success) return { block: null, diagnostics: configIssues(parsed.error.issues) }
    return { block: { id, type: 'exit', next }, diagnostics: [] }
  },
  toStep: () => ({ run: () => end, explain: () => ({ outcome: 'ended', detail: 'the journey ends here' }) }),
}
