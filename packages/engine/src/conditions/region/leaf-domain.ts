import { type ConditionRule, conditionSpanSchema, type JsonValue } from '@hookline/schema'
import { instantOf } from '../dates.ts'
import { isScalar, type Operand, type Scalar } from '../operator.ts'
import { spanMs } from '../time-operators.ts'
import { anyText, anyValue, complementDomain, type Domain, noValue, ofTypes } from './domain.ts'
import { after, before, between, complement, everywhere, type Intervals, type Ordered, points } from './intervals.ts'

/** The values for which a comparison holds, and those for which it does not; each may hold some too many. */
export interface LeafDomains {
  holds: Domain
  fails: Domain
}

/** Judges a comparison that was checked before by the values of its field alone. */
export function leafDomains(rule: ConditionRule): LeafDomains {
  if (rule.valueSource === 'field') return roughly({ ...anyValue, missing: false })
  const holds = exactDomain(rule)
  if (holds) return { holds, fails: complementDomain(holds) }
  return roughly(roughDomain(rule))
}

const roughly = (holds: Domain): LeafDomains => ({ holds, fails: anyValue })

/** Exactly the values for which it holds, or null where they cannot be told so. */
function exactDomain(rule: ConditionRule): Domain | null {
  const { operator, value, ignoreCase } = rule
  const members = operator === 'in' || operator === 'notIn' ? listOf(value) : [value]
  if (ignoreCase === true && members.some((member) => typeof member === 'string')) return null
  switch (operator) {
    case 'null':
      return { ...noValue, missing: true }
    case 'notNull':
      return { ...anyValue, missing: false }
    case '=':
    case 'in':
      return among(members, false)
    case '!=':
    case 'notIn':
      return among(members, true)
    case '<':
      return ordered(value, (at) => between(null, before(at)))
    case '<=':
      return ordered(value, (at) => between(null, after(at)))
    case '>':
      return ordered(value, (at) => between(after(at), null))
    case '>=':
      return ordered(value, (at) => between(before(at), null))
    case 'between':
    case 'notBetween':
      return rangeDomain(listOf(value), operator === 'notBetween')
    case 'beginsWith':
    case 'doesNotBeginWith':
      return prefixDomain(value, operator === 'doesNotBeginWith')
    default:
      return null
  }
}

const listOf = (value: Operand): readonly JsonValue[] => (Array.isArray(value) ? value : [])

/** These values; or, reversed, all others of their types. */
function among(members: readonly Operand[], isReversed: boolean): Domain {
  const numbers = members.filter((member) => typeof member === 'number')
  const texts = members.filter((member) => typeof member === 'string')
  const booleans = members.filter((member) => typeof member === 'boolean')
  const turn = <V extends Ordered>(set: Intervals<V>) => (isReversed ? complement(set) : set)
  return {
    ...noValue,
    ...(booleans.length > 0 && { booleans: [true, false].filter((one) => booleans.includes(one) !== isReversed) }),
    ...(numbers.length > 0 && { numbers: turn(points(numbers)) }),
    ...(texts.length > 0 && { ...anyText, texts: turn(points(texts)) }),
  }
}

function ordered(value: Operand, intervals: <V extends Ordered>(at: V) => Intervals<V>): Domain {
  if (typeof value === 'number') return { ...noValue, numbers: intervals(value) }
  return typeof value === 'string' ? { ...noValue, ...anyText, texts: intervals(value) } : noValue
}

function rangeDomain([start, end]: readonly JsonValue[], isReversed: boolean): Domain {
  const set = <V extends Ordered>(from: V, to: V): Intervals<V> => {
    const inside = between(before(from), after(to))
    return isReversed ? complement(inside) : inside
  }
  if (typeof start === 'number' && typeof end === 'number') return { ...noValue, numbers: set(start, end) }
  return typeof start === 'string' && typeof end === 'string' ? { ...noValue, ...anyText, texts: set(start, end) } : noValue
}

/** In the order of code units, texts with one beginning lie side by side: from it up to the next that is not its own. */
function prefixDomain(value: Operand, isReversed: boolean): Domain {
  const prefix = typeof value === 'string' ? value : ''
  const stem = prefix.replace(/\uffff+$/, '')
  const next = stem === '' ? null : `${stem.slice(0, -1)}${String.fromCharCode(stem.charCodeAt(stem.length - 1) + 1)}`
  const inside = between(before(prefix), next === null ? null : before(next))
  return { ...noValue, ...anyText, texts: isReversed ? complement(inside) : inside }
}

function roughDomain({ operator, value, ignoreCase }: ConditionRule): Domain {
  const elements = ignoreCase === true ? [] : (Array.isArray(value) ? value : [value]).filter(isScalar)
  const none: readonly Scalar[] = []
  const lists = (has: readonly Scalar[], lacks: readonly Scalar[]) => ({ lists: { has: new Set(has), lacks: new Set(lacks) } })
  switch (operator) {
    case 'contains':
      return { ...textIf(typeof value === 'string'), ...lists(elements, none) }
    case 'doesNotContain':
      return { ...textIf(typeof value === 'string'), ...lists(none, elements) }
    case 'containsAll':
      return { ...noValue, ...lists(elements, none) }
    case 'containsNone':
      return { ...noValue, ...lists(none, elements) }
    case 'containsAny':
      return { ...noValue, ...lists(elements.length === 1 ? elements : none, none) }
    case 'in':
    case 'notIn':
      return ofTypes(
        listOf(value).map((member) => (typeof member === 'string' ? 'text' : typeof member === 'number' ? 'number' : 'boolean')),
      )
    default:
      return timeDomain(operator, value)
  }
}

const textIf = (isText: boolean): Domain => (isText ? { ...noValue, ...anyText } : noValue)

/** The operators of dates, and those of texts of which nothing can be told but that they compare texts. */
function timeDomain(operator: string, value: Operand): Domain {
  const text = textIf(true)
  const instant = typeof value === 'string' ? instantOf(value) : null
  if (instant !== null && operator === 'before') return { ...text, moments: between(null, before(instant)) }
  if (instant !== null && operator === 'after') return { ...text, moments: between(after(instant), null) }
  const span = conditionSpanSchema.safeParse(value)
  if (!span.success) return text
  const lengthMs = spanMs(span.data)
  const last = between(before(-lengthMs), after(0))
  if (operator === 'inLast') return { ...text, aheads: last }
  if (operator === 'notInLast') return { ...text, aheads: complement(last) }
  return { ...text, aheads: operator === 'inNext' ? between(before(0), after(lengthMs)) : everywhere }
}
