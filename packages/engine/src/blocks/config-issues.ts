import { type Diagnostic, forbiddenKeys, type JsonObject } from '@hookline/schema'
import { diagnose } from '../diagnostic-codes.ts'

/** The part of a schema's issue that is read here. */
interface SchemaIssue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Turns what a schema objects to in a block's config into diagnostics with the field's path. */
export function configIssues(issues: readonly SchemaIssue[]): Diagnostic[] {
  return issues.map(({ path, message }) => {
    const field = path.map(String).join('.')
    return diagnose('block.invalid-config', `${field === '' ? 'The settings' : field}: ${message}.`, field === '' ? {} : { path: field })
  })
}

/** The config without its condition, which is judged apart (read-condition.ts), and without keys that reach a prototype. */
export function configWithoutCondition(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, key === 'condition' && value !== undefined ? null : value]))
}

/** Names the keys of a config that belong to JavaScript itself; a loop, since the nesting is the sender's choice. */
export function forbiddenKeysIn(config: JsonObject): Diagnostic[] {
  const found: Diagnostic[] = []
  const pending: { value: unknown; path: string }[] = [{ value: config, path: '' }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path } = next
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) {
      const innerPath = path === '' ? key : `${path}.${key}`
      if (forbiddenKeys.has(key) && !Array.isArray(value)) {
        found.push(diagnose('block.invalid-config', `"${key}" cannot be the name of a setting.`, { path: innerPath }))
      } else pending.push({ value: inner, path: innerPath })
    }
  }
  return found
}
