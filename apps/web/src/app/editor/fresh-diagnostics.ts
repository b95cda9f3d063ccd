import type { Diagnostic, Graph, JsonValue } from '@hookline/schema'

/**
 * Without what was said of fields that have been changed since: it is about the draft as it was `checked`, and a field
 * that is mended must not stay red until the next check. The parts of one comparison are judged together.
 */
export function freshDiagnostics(diagnostics: readonly Diagnostic[], checked: Graph, graph: Graph): Diagnostic[] {
  if (checked === graph) return [...diagnostics]
  const before = new Map(checked.nodes.map(({ id, config }) => [id, config]))
  const now = new Map(graph.nodes.map(({ id, config }) => [id, config]))
  return diagnostics.filter(({ nodeId, path }) => {
    if (nodeId === undefined || path === undefined) return true
    const config = now.get(nodeId)
    if (config === undefined) return false
    const place = placeOf(path)
    return isSame(valueAt(before.get(nodeId), place), valueAt(config, place))
  })
}

function placeOf(path: string): string[] {
  const [rule] = /^condition(?:\.rules\.\d+)+(?=\.|$)/.exec(path) ?? []
  return (rule ?? path).split('.')
}

function valueAt(root: JsonValue | undefined, place: readonly string[]): JsonValue | undefined {
  return place.reduce<JsonValue | undefined>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    return (value as Record<string, JsonValue>)[name]
  }, root)
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
