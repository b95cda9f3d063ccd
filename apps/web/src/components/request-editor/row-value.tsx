import { Autocomplete, SegmentedControl, Text, TextInput } from '@mantine/core'
import type { Field } from '../fields/field.ts'
import type { Row } from './body/rows.ts'
import { fieldOptions } from './code/options.ts'
import { TemplateCode } from './code/template-code.tsx'

interface RowValueProps {
  row: Row
  which: string
  fields: readonly Field[]
  onChange: (value: string) => void
}

/** What stands in a row, edited as its type asks. */
export function RowValue({ row, which, fields, onChange }: RowValueProps) {
  const label = `Value of ${which}`
  if (row.type === 'yes-no')
    return (
      <SegmentedControl
        fullWidth
        aria-label={label}
        data={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        value={row.value === 'true' ? 'true' : 'false'}
        onChange={onChange}
      />
    )
  if (row.type === 'number')
    return <TextInput aria-label={label} inputMode="decimal" value={row.value} onChange={(event) => onChange(event.currentTarget.value)} />
  if (row.type === 'object' || row.type === 'list')
    return (
      <Text size="sm" c="dimmed" lh="36px">
        {row.type === 'object' ? 'with the rows below' : 'of the entries below'}
      </Text>
    )
  if (row.type === 'field' || row.type === 'each')
    return (
      <Autocomplete
        aria-label={label}
        placeholder={row.type === 'each' ? 'event.items' : 'event.level'}
        data={[
          ...new Set(
            fieldOptions(fields)
              .filter(({ detail }) => row.type === 'field' || detail.startsWith('list'))
              .map((option) => option.label),
          ),
        ]}
        limit={50}
        value={row.value}
        onChange={onChange}
      />
    )
  return (
    <TemplateCode
      oneLine={row.type === 'text' && !row.value.includes('\n')}
      context={row.type === 'json' ? 'json' : 'text'}
      label={label}
      hint={row.type === 'json' ? '[1, 2]' : 'text, {{ for a field'}
      value={row.value}
      fields={fields}
      onChange={onChange}
      maxHeight={200}
    />
  )
}
