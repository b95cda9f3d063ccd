// What react-querybuilder works on. It wants an id at every rule and group and gives meaning to keys of its own
// (disabled, muted, match), so that the schema's condition is carried in a form where neither can leak into the other:
// `kept` holds the schema's other keys, and `origins` knows what every unchanged part was made from.
import type { ConditionGroup, ConditionRule, JsonValue } from '@hookline/schema'
import { isConditionGroup } from '@hookline/schema'

type Kept = Readonly<Record<string, unknown>>

export interface RuleModel {
  id: string
  field: string
  operator: string
  value: JsonValue | undefined
  valueSource?: 'value' | 'field'
  ignoreCase?: boolean
  kept?: Kept
}

export interface GroupModel {
  id: string
  combinator: 'and' | 'or'
  not?: boolean
  rules: (RuleModel | GroupModel)[]
  kept?: Kept
}

const origins = new WeakMap<object, ConditionRule | ConditionGroup>()

export function isGroupModel(model: RuleModel | GroupModel): model is GroupModel {
  return 'rules' in model
}

/** The model of a condition. Its ids are places, so that the same condition given again keeps what has the focus. */
export function modelOf(condition: ConditionGroup | null): GroupModel {
  return groupModel(condition ?? { combinator: 'and', rules: [] }, 'c')
}

function groupModel(group: ConditionGroup, id: string): GroupModel {
  const { combinator, not, rules, ...kept } = group
  const models = rules.map((rule, index) => {
    const inner = `${id}-${index}`
    return isConditionGroup(rule) ? groupModel(rule, inner) : ruleModel(rule, inner)
  })
  return remember({ id, combinator, ...(not !== undefined && { not }), rules: models, ...keep(kept) }, group)
}

function ruleModel(rule: ConditionRule, id: string): RuleModel {
  const { field, operator, value, valueSource, ignoreCase, ...kept } = rule
  const asked = { ...(valueSource !== undefined && { valueSource }), ...(ignoreCase !== undefined && { ignoreCase }) }
  return remember({ id, field, operator, value, ...asked, ...keep(kept) }, rule)
}

function keep(kept: Kept): { kept?: Kept } {
  return Object.keys(kept).length > 0 ? { kept } : {}
}

function remember<M extends object>(model: M, origin: ConditionRule | ConditionGroup): M {
  origins.set(model, origin)
  return model
}

/**
 * The condition of a model: exactly the schema's form. What did not change is the very object that it was, the whole of
 * it included. A root without rules asks nothing and is null, unless it was given so.
 */
export function conditionOf(model: GroupModel, before: ConditionGroup | null): ConditionGroup | null {
  const condition = groupOf(model)
  if (before !== null && isSame(condition, before)) return before
  return condition.rules.length === 0 ? null : condition
}

function groupOf(model: GroupModel): ConditionGroup {
  const rules = model.rules.map((rule) => (isGroupModel(rule) ? groupOf(rule) : ruleOf(rule)))
  const origin = origins.get(model)
  if (origin && isConditionGroup(origin) && isSameList(rules, origin.rules)) return origin
  const { combinator, not, kept } = model
  const group = { ...kept, combinator, ...(not !== undefined && { not }), rules }
  remember(model, group)
  return group
}

function ruleOf(model: RuleModel): ConditionRule {
  const origin = origins.get(model)
  if (origin && !isConditionGroup(origin)) return origin
  const { field, operator, value, valueSource, ignoreCase, kept } = model
  const asked = { ...(valueSource !== undefined && { valueSource }), ...(ignoreCase !== undefined && { ignoreCase }) }
  const rule = { ...kept, field, operator, ...(value !== undefined && { value }), ...asked }
  remember(model, rule)
  return rule
}

function isSameList(left: readonly object[], right: readonly object[]): boolean {
  return left.length === right.length && left.every((member, index) => member === right[index])
}

/** Whether two JSON values are equal, whatever the order of their keys. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === right) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  if (Array.isArray(left) !== Array.isArray(right)) return false
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every((key) => Object.hasOwn(right, key) && isSame(Reflect.get(left, key), Reflect.get(right, key)))
}

/** The model with another rule in the place of that path. */
export function replaceRule(model: GroupModel, path: readonly number[], rule: RuleModel): GroupModel {
  const [index, ...rest] = path
  const rules = model.rules.map((child, at) => {
    if (at !== index) return child
    return isGroupModel(child) ? replaceRule(child, rest, rule) : rule
  })
  return { ...model, rules }
}

/** How many rules and groups there are, the root not counted. */
export function countRules(model: GroupModel): number {
  return model.rules.reduce((sum, rule) => sum + 1 + (isGroupModel(rule) ? countRules(rule) : 0), 0)
}
