import type { Span } from './failure.ts'
import { hmacHelperName } from './helpers/hashes.ts'
import { type Expression, expressionOf, expressionsIn, nodesIn, type Tree } from './tree.ts'

/** Where an expression names a workspace secret. */
export function secretsIn(expression: Expression): (Span & { name: string })[] {
  return [...expressionsIn(expression)].flatMap((inner) => {
    const [, name] = inner.type === 'call' && inner.helper.name === hmacHelperName ? inner.args : []
    return name?.type === 'literal' ? [{ name: String(name.value), start: name.start, end: name.end }] : []
  })
}

/** The workspace secrets that a template signs with, each once. */
export function secretNamesOf({ nodes }: Tree): readonly string[] {
  const names = [...nodesIn(nodes)].flatMap((node) => {
    const expression = expressionOf(node)
    return expression ? secretsIn(expression).map(({ name }) => name) : []
  })
  return [...new Set(names)]
}
