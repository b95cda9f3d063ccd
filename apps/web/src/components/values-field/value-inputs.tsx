import type { JsonObject } from '@hookline/schema'
import { plainOf } from './plain.ts'
import { PlainInput } from './plain-input.tsx'

interface ValueInputsProps {
  values: JsonObject
  onChange: (values: JsonObject) => void
  /** Values that can be taken away again. */
  isRemovable?: (name: string) => boolean
}

/** One field for each value that fits into one; lists and objects are left as they are. */
export function ValueInputs({ values, onChange, isRemovable = () => false }: ValueInputsProps) {
  const without = (gone: string) => Object.fromEntries(Object.entries(values).filter(([name]) => name !== gone))
  return plainOf(values).plain.map(([name, value]) => (
    <PlainInput
      key={name}
      label={name}
      value={value}
      onChange={(next) => onChange({ ...values, [name]: next })}
      {...(isRemovable(name) && { onRemove: () => onChange(without(name)) })}
    />
  ))
}
