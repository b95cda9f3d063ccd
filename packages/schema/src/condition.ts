import { z } from 'zod'
import { jsonValueSchema } from './json.ts'

/** The operators of react-querybuilder that Hookline evaluates (api.md › Automations). */
export const conditionOperators = [
  '=',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'contains',
  'beginsWith',
  'endsWith',
  'doesNotContain',
  'doesNotBeginWith',
  'doesNotEndWith',
  'null',
  'notNull',
  'in',
  'notIn',
  'between',
  'notBetween',
] as const
export type ConditionOperator = (typeof conditionOperators)[number]

/** Groups in groups, at most: deeper ones are refused before anything walks them. */
export const conditionDepthMax = 16
/** Rules of one condition, at most. */
export const conditionRulesMax = 500

/** One comparison: a field (a path), an operator, a typed value (`null` and `notNull` need none). */
export const conditionRuleSchema = z.object({
  id: z.string().optional(),
  field: z.string().max(500),
  operator: z.string().max(50),
  value: jsonValueSchema.optional(),
})

/** A leaf as drafts hold it: the operator is judged by the compiler, so that a draft can always be saved. */
export type ConditionRule = z.infer<typeof conditionRuleSchema>

/** react-querybuilder's rule group. */
export interface ConditionGroup {
  id?: string | undefined
  combinator: 'and' | 'or'
  not?: boolean | undefined
  rules: (ConditionRule | ConditionGroup)[]
}

export const conditionGroupSchema: z.ZodType<ConditionGroup> = z
  .lazy(() =>
    z.object({
      id: z.string().optional(),
      combinator: z.enum(['and', 'or']),
      not: z.boolean().optional(),
      rules: z.array(z.union([conditionGroupSchema, conditionRuleSchema])).max(conditionRulesMax),
    }),
  )
  // The OpenAPI document refers to it by this id; without one it would write groups within groups for ever.
  .meta({ id: 'ConditionGroup' })

/** Tells a group from a leaf. */
export function isConditionGroup(rule: ConditionRule | ConditionGroup): rule is ConditionGroup {
  return 'rules' in rule
}
