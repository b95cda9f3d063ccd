import { type ConditionGroup, type ConditionRule, conditionOperators, type JsonObject, type JsonValue } from '@hookline/schema'
import fc from 'fast-check'

// Few fields and few values, so that comparisons meet, contradict and cover each other often.

const number = fc.integer({ min: 0, max: 5 })
const text = fc.constantFrom('', 'a', 'A', 'ab', 'b', '2026-11-20', '2026-11-21T10:00:05Z', '2026-11-30', '\uffff')
const scalar: fc.Arbitrary<string | number | boolean> = fc.oneof(number, text, fc.boolean())
const scalars = fc.oneof(...[number, text, scalar].map((one) => fc.array<JsonValue>(one, { minLength: 1, maxLength: 4 })))
const span = fc.record({ amount: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom('hours', 'days') })
const days = fc.record({ days: fc.subarray(['mon', 'fri', 'sat'], { minLength: 1 }), timeZone: fc.constant('UTC') })
const range = fc.oneof(fc.tuple(number, number), fc.tuple(text, text))

const field = fc.constantFrom('state.a', 'state.a', 'state.b')
const valueByOperator: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  ...{ in: scalars, notIn: scalars, containsAny: scalars, containsAll: scalars, containsNone: scalars },
  ...{ between: range, notBetween: range, inLast: span, notInLast: span, inNext: span, dayOfWeek: days, before: text, after: text },
}
const operator = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('=', '!=', '<', '<=', '>', '>=', 'in', 'notIn', 'null', 'notNull', 'between', 'beginsWith') },
  { weight: 1, arbitrary: fc.constantFrom(...conditionOperators) },
)

/** A comparison of one of two fields of the state; few of them are refused. */
const someRule: fc.Arbitrary<ConditionRule> = operator.chain((name) => {
  const fixed = fc.record({ field, operator: fc.constant(name), value: valueByOperator[name] ?? fc.oneof(number, scalar) })
  const ignoring = fixed.map((one) => ({ ...one, ignoreCase: true }))
  const ofField = fc.record({ field, operator: fc.constant(name), value: field }).map((one) => ({ ...one, valueSource: 'field' as const }))
  return fc.oneof({ weight: 8, arbitrary: fixed }, { weight: 1, arbitrary: ignoring }, { weight: 1, arbitrary: ofField })
})

const { group } = fc.letrec<{ group: ConditionGroup }>((tie) => ({
  group: fc.record(
    {
      combinator: fc.constantFrom('and' as const, 'or' as const),
      not: fc.constantFrom(false, false, true),
      rules: fc.array(fc.oneof({ maxDepth: 2, depthSize: 'small', withCrossShrink: true }, someRule, tie('group')), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    { requiredKeys: ['combinator', 'rules'] },
  ),
}))

/** A condition of up to three levels about the fields of `someState`. */
export const someGroup = group

const value: fc.Arbitrary<JsonValue> = fc.oneof(scalar, fc.array<JsonValue>(scalar, { maxLength: 3 }), fc.constant({ x: 1 }), fc.constant(null))

/** A state with one of the two fields, both or none. */
export const someState: fc.Arbitrary<JsonObject> = fc.record({ a: value, b: value }, { requiredKeys: [] })
