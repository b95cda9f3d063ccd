import { z } from 'zod'
import { jsonValueSchema } from './json.ts'

/** The operators that Hookline evaluates: those of react-querybuilder, then those of dates and of lists. */
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
  'before',
  'after',
  'inLast',
  'notInLast',
  'inNext',
  'dayOfWeek',
  'containsAny',
  'containsAll',
  'containsNone',
] as const
export type ConditionOperator = (typeof conditionOperators)[number]

/** Groups in groups, at most: deeper ones are refused before anything walks them. */
export const conditionDepthMax = 16
/** Rules of one condition, at most. */
export const conditionRulesMax = 500

export const conditionSpanUnits = ['minutes', 'hours', 'days', 'weeks'] as const
export type ConditionSpanUnit = (typeof conditionSpanUnits)[number]

/** The value of `inLast`, `notInLast` and `inNext`: how far from now. A day is 24 hours. */
export const conditionSpanSchema = z.strictObject({ amount: z.number().int().min(1), unit: z.enum(conditionSpanUnits) })
export type ConditionSpan = z.infer<typeof conditionSpanSchema>

/** The days of the week, Sunday first, as JavaScript counts them. */
export const conditionDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const
export type ConditionDay = (typeof conditionDays)[number]

/** The value of `dayOfWeek`: the days, and the time zone (`UTC` or an IANA name) in which a moment has its day. */
export const conditionDaysSchema = z.strictObject({ days: z.array(z.enum(conditionDays)).min(1).max(7), timeZone: z.string().max(100) })
export type ConditionDaysValue = z.infer<typeof conditionDaysSchema>

/**
 * One comparison: a field (a path), an operator, a typed value (`null` and `notNull` need none). With `valueSource`
 * `field` the value is the path of another field. `ignoreCase` compares text by its lower case.
 */
export const conditionRuleSchema = z.object({
  id: z.string().optional(),
  field: z.string().max(500),
  operator: z.string().max(50),
  value: jsonValueSchema.optional(),
  valueSource: z.enum(['value', 'field']).optional(),
  ignoreCase: z.boolean().optional(),
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
