import { readPath } from '@hookline/schema'
import type { Run } from './run.ts'
import type { CallExpression, Expression } from './tree.ts'
import { JsonText, type Value } from './values.ts'

export type Evaluate = (run: Run) => Value

/** In: a judged expression. Out: a function that reads its value; it throws `LimitReached` and `MissingSecret` alone and reads own properties only. */
export function compileExpression(expression: Expression): Evaluate {
  switch (expression.type) {
    case 'literal': {
      const { value } = expression
      return () => value
    }
    case 'path':
      return compilePath(expression.segments)
    case 'local': {
      const { slot, segments } = expression
      return segments.length === 0 ? ({ locals }) => locals[slot] : ({ locals }) => readBelow(locals[slot], segments)
    }
    case 'call':
      return compileCall(expression)
  }
}

/** A field of a root is what nearly every tag is, so it has its own short way. */
function compilePath(segments: readonly string[]): Evaluate {
  const [root, name] = segments
  if (segments.length !== 2 || name === undefined) return ({ scope }) => readPath(scope, segments)
  return ({ scope }) => {
    const holder = (scope as unknown as Record<string, unknown>)[root as string]
    // The scope's roots are JSON objects or absent: what they hold is JSON.
    return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
      ? (holder as Record<string, Value>)[name]
      : undefined
  }
}

function readBelow(value: Value, segments: readonly string[]): Value {
  return typeof value === 'object' && value !== null && !(value instanceof JsonText) ? readPath(value, segments) : undefined
}

function compileCall({ helper: { run: call }, args }: CallExpression): Evaluate {
  const evaluates = args.map(compileExpression)
  const [first, second] = evaluates
  if (first && second && evaluates.length === 2) return (run) => call(run, first(run), second(run))
  if (first && evaluates.length === 1) return (run) => call(run, first(run))
  return (run) => call(run, ...evaluates.map((evaluate) => evaluate(run)))
}
