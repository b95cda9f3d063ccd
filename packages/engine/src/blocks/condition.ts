import { type ConditionGroup, conditionConfigSchema, type Diagnostic } from '@hookline/schema'
import { compileCondition } from '../conditions/compile-condition.ts'
import { explainNode } from '../conditions/explain-condition.ts'
import { diagnose, hasErrors } from '../diagnostic-codes.ts'
import type { BlockBase, BlockKind, CheckContext } from './block-kind.ts'
import { configIssues, configWithoutCondition } from './config-issues.ts'
import { readOptionalCondition } from './optional-condition.ts'

/** Sends an event on by `yes` or `no`; without a condition always by `yes`. */
export interface ConditionBlock extends BlockBase {
  readonly type: 'condition'
  readonly condition?: ConditionGroup
}

const yes = { branch: 'yes' }
const no = { branch: 'no' }

export const conditionBlock: BlockKind<ConditionBlock> = {
  type: 'condition',
  title: 'a condition',
  calls: false,
  branches: () => ['yes', 'no'],
  read({ id, config, next }, context) {
    const parsed = conditionConfigSchema.safeParse(configWithoutCondition(config))
    const { condition, diagnostics } = readBlockCondition(config.condition, context)
    if (!parsed.success) diagnostics.push(...configIssues(parsed.error.issues))
    if (hasErrors(diagnostics)) return { block: null, diagnostics }
    return { block: { id, type: 'condition', ...(condition && { condition }), next }, diagnostics }
  },
  toStep({ condition }) {
    if (!condition) return { run: () => yes, explain: () => ({ outcome: 'yes', detail: 'an empty condition is true' }) }
    const compiled = compileCondition(condition)
    if (!compiled.ok) throw new Error(compiled.diagnostics[0]?.message)
    const { test, root } = compiled
    return {
      condition: root,
      run: (scope) => (test(scope) ? yes : no),
      explain(scope) {
        const { result, text } = explainNode(root, scope)
        return { outcome: result ? 'yes' : 'no', detail: text }
      },
    }
  },
}

function readBlockCondition(raw: unknown, context: CheckContext): { condition: ConditionGroup | null; diagnostics: Diagnostic[] } {
  if (raw !== undefined && raw !== null) return readOptionalCondition(raw, context)
  const empty = diagnose('condition.empty', 'This condition is empty: it is always true.', { path: 'condition', fix: 'Add a comparison.' })
  return { condition: null, diagnostics: [empty] }
}
