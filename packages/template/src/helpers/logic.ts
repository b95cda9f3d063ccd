import { forbiddenSegments, type JsonValue } from '@hookline/schema'
import { isEmpty, JsonText, textOf, type Value } from '../values.ts'
import { type Helper, readText } from './helper.ts'

type Ordered = (left: number | string, right: number | string) => boolean

/** Numbers with numbers and texts with texts; anything else is in no order. */
function ordered(compare: Ordered): Helper['run'] {
  return (_, left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return compare(left, right)
    return typeof left === 'string' && typeof right === 'string' && compare(left, right)
  }
}

function isSame(left: Value, right: Value): boolean {
  return plain(left) === plain(right)
}

function plain(value: Value): JsonValue {
  return value instanceof JsonText ? value.text : (value ?? null)
}

function lookup(container: Value, name: Value): Value {
  if (typeof container !== 'object' || container === null || container instanceof JsonText) return undefined
  const key = textOf(name)
  if (forbiddenSegments.has(key) || !Object.hasOwn(container, key)) return undefined
  return Array.isArray(container) ? (key === 'length' ? container.length : container[Number(key)]) : container[key]
}

const two = { minArgs: 2, maxArgs: 2 }

export const logicHelpers: readonly Helper[] = [
  {
    name: 'default',
    description: 'The first value, or the second where the first is missing, null or an empty text.',
    example: '{{default state.first_name "friend"}}',
    ...two,
    run: (_, value, fallback) => (value === undefined || value === null || value === '' ? fallback : value),
  },
  {
    name: 'json',
    description: 'The value as JSON.',
    example: '{{json event.items}}',
    minArgs: 1,
    maxArgs: 1,
    run: (run, value) => {
      const text = value instanceof JsonText ? JSON.stringify(value.text) : JSON.stringify(value ?? null)
      return new JsonText(readText(run, text))
    },
  },
  {
    name: 'eq',
    description: 'Whether both are the same: 5 and "5" are not, missing and null are.',
    example: '{{#if (eq event.tier "gold")}}',
    ...two,
    run: (_, left, right) => isSame(left, right),
  },
  {
    name: 'ne',
    description: 'Whether the two differ.',
    example: '{{#if (ne event.tier "gold")}}',
    ...two,
    run: (_, left, right) => !isSame(left, right),
  },
  {
    name: 'gt',
    description: 'Whether the first is greater.',
    example: '{{#if (gt event.level 10)}}',
    ...two,
    run: ordered((left, right) => left > right),
  },
  {
    name: 'gte',
    description: 'Whether the first is greater or the same.',
    example: '{{#if (gte event.level 10)}}',
    ...two,
    run: ordered((left, right) => left >= right),
  },
  {
    name: 'lt',
    description: 'Whether the first is less.',
    example: '{{#if (lt event.level 10)}}',
    ...two,
    run: ordered((left, right) => left < right),
  },
  {
    name: 'lte',
    description: 'Whether the first is less or the same.',
    example: '{{#if (lte event.level 10)}}',
    ...two,
    run: ordered((left, right) => left <= right),
  },
  {
    name: 'and',
    description: 'True if none of the values is empty.',
    example: '{{#if (and state.email event.vip)}}',
    minArgs: 2,
    maxArgs: 16,
    run: (_, ...values) => values.every((value) => !isEmpty(value)),
  },
  {
    name: 'or',
    description: 'True if any of the values is not empty.',
    example: '{{#if (or state.email state.phone)}}',
    minArgs: 2,
    maxArgs: 16,
    run: (_, ...values) => values.some((value) => !isEmpty(value)),
  },
  {
    name: 'not',
    description: 'True if the value is empty.',
    example: '{{#if (not state.email)}}',
    minArgs: 1,
    maxArgs: 1,
    run: (_, value) => isEmpty(value),
  },
  {
    name: 'lookup',
    description: 'The field or entry of that name or number.',
    example: '{{lookup event.prizes event.place}}',
    ...two,
    run: (_, container, name) => lookup(container, name),
  },
]
