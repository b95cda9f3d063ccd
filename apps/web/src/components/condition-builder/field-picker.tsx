import { parsePath } from '@hookline/schema'
import { type Ref, useMemo } from 'react'
import type { Field } from '../fields/field.ts'
import { FieldTypeIcon, fieldTypeWords } from '../fields/field-tree-icon.tsx'
import { sampleText } from '../fields/field-tree-sample.ts'
import { fieldWords } from './field-operators.ts'
import { fieldGroups } from './find-field.ts'
import { type FreeText, type PickerOption, SearchPicker } from './search-picker.tsx'

interface FieldPickerProps {
  id: string
  label: string
  path: string
  field: Field | undefined
  fields: readonly Field[]
  onPick: (path: string) => void
  invalid: boolean
  describedBy: string | undefined
  inputRef: Ref<HTMLInputElement>
}

/** Chooses the field to compare, by group; any other path may be typed. */
export function FieldPicker({ path, field, fields, ...rest }: FieldPickerProps) {
  const groups = useMemo(() => fieldGroups(fields).map((group) => ({ label: group.name, options: group.fields.map(optionOf) })), [fields])
  return (
    <SearchPicker
      {...rest}
      shown={path === '' ? '' : (field?.label ?? fieldWords(path))}
      groups={groups}
      freeText={freePath}
      placeholder="Choose a field"
      leftSection={field && <FieldTypeIcon type={field.type} />}
    />
  )
}

function optionOf(field: Field): PickerOption {
  const { path, type, sample, label = fieldWords(path) } = field
  return {
    value: path,
    label,
    words: `${path} ${fieldTypeWords[type]}`,
    note: sample === undefined || type === 'object' ? fieldTypeWords[type] : sampleText(sample),
    icon: <FieldTypeIcon type={type} />,
  }
}

function freePath(text: string): FreeText {
  if (parsePath(text).ok) return { value: text, words: `Use the path ${text}` }
  return { refusal: `No field is called "${text}". Another path begins with event. or state.` }
}
