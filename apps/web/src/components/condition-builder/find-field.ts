import type { Field } from '../fields/field.ts'
import { fieldWords } from './field-operators.ts'

/** Fields below one heading of the picker. */
export interface FieldGroup {
  name: string
  fields: Field[]
}

/** The fields by their groups (Event, User state, …), those within objects beside the rest; what stands alone comes last. */
export function fieldGroups(fields: readonly Field[]): FieldGroup[] {
  const groups = fields.flatMap(({ name, children }) => (children?.length ? [{ name, fields: children.flatMap(withInner) }] : []))
  const alone = fields.filter(({ children }) => !children)
  return alone.length > 0 ? [...groups, { name: 'Other', fields: alone }] : groups
}

function withInner(field: Field): Field[] {
  const length = field.type === 'list' ? [lengthOf(field)] : []
  return [field, ...length, ...(field.children ?? []).flatMap(withInner)]
}

/** How many items a list has, as a field that can be compared. */
function lengthOf({ path, sample }: Field): Field {
  const label = `number of items in ${fieldWords(path)}`
  return { path: `${path}.length`, name: 'length', label, type: 'number', ...(Array.isArray(sample) && { sample: sample.length }) }
}

/** Finds fields by their paths. */
export function fieldsByPath(fields: readonly Field[]): ReadonlyMap<string, Field> {
  return new Map(fields.flatMap(withInner).map((field) => [field.path, field]))
}
