import type { Value } from '../values.ts'
import type { Helper } from './helper.ts'

const numeric = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/

/** A number, or a text that is one as people write it ("5", "-1.50", " 7 "); anything else is null. */
export function numberOf(value: Value): number | null {
  const number = typeof value === 'string' && value.length <= 400 && numeric.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

function calculated(operate: (left: number, right: number) => number): Helper['run'] {
  return (_, left, right) => {
    const [first, second] = [numberOf(left), numberOf(right)]
    return first === null || second === null ? null : numberOf(operate(first, second))
  }
}

const digitsMax = 15

/** Half goes away from zero, as people round; by way of the written number, so that 1.005 is not 1.00499…. */
function round(value: Value, digits: Value): number | null {
  const number = numberOf(value)
  const places = digits === undefined ? 0 : numberOf(digits)
  if (number === null || places === null) return number
  const kept = Math.max(-digitsMax, Math.min(digitsMax, Math.trunc(places)))
  const [mantissa = '0', exponent = '0'] = String(Math.abs(number)).split('e')
  const moved = Math.round(Number(`${mantissa}e${Number(exponent) + kept}`))
  const rounded = Number(`${moved}e${-kept}`)
  return Number.isFinite(rounded) ? Math.sign(number) * rounded || 0 : number
}

export const numberHelpers: readonly Helper[] = [
  {
    name: 'number',
    description: 'The text as a number; null if it is none.',
    example: '{{number event.amount}}',
    minArgs: 1,
    maxArgs: 1,
    run: (_, value) => numberOf(value),
  },
  {
    name: 'round',
    description: 'The number rounded, to whole ones or to so many digits.',
    example: '{{round event.amount 2}}',
    minArgs: 1,
    maxArgs: 2,
    run: (_, value, digits) => round(value, digits),
  },
  {
    name: 'add',
    description: 'The sum of two numbers; null if one of them is none.',
    example: '{{add event.level 1}}',
    minArgs: 2,
    maxArgs: 2,
    run: calculated((left, right) => left + right),
  },
  {
    name: 'subtract',
    description: 'The first number less the second; null if one of them is none.',
    example: '{{subtract event.goal event.xp}}',
    minArgs: 2,
    maxArgs: 2,
    run: calculated((left, right) => left - right),
  },
  {
    name: 'multiply',
    description: 'The product of two numbers; null if one of them is none.',
    example: '{{multiply event.price 100}}',
    minArgs: 2,
    maxArgs: 2,
    run: calculated((left, right) => left * right),
  },
]
