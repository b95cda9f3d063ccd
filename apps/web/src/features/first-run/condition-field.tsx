import type { EventType } from '@hookline/schema'
import { Group, NumberInput, Select, TextInput } from '@mantine/core'
import { operatorsFor, operatorWords, type PlainCondition, type PlainOperator } from './drafts.ts'
import { type Plain, plainFields, sampleOf } from './samples.ts'

interface ConditionFieldProps {
  type: EventType | undefined
  value: PlainCondition
  onChange: (condition: PlainCondition) => void
}

/** One comparison of a field of the event, as a sentence. */
export function ConditionField({ type, value, onChange }: ConditionFieldProps) {
  const fields = plainFields(sampleOf(type))
  const choose = (path: string | null) => {
    const field = fields.find((candidate) => candidate.path === path)
    const [operator] = field ? operatorsFor(field.value) : []
    if (field && operator) onChange({ field: field.path, operator, value: field.value })
  }
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label="Condition">
      <Select
        label="Field of the event"
        data={fields.map(({ path, name }) => ({ value: path, label: name }))}
        value={value.field}
        onChange={choose}
        allowDeselect={false}
        flex={2}
        miw={140}
      />
      <Select
        label="Comparison"
        data={operatorsFor(value.value).map((operator) => ({ value: operator, label: operatorWords[operator] }))}
        value={value.operator}
        onChange={(operator) => operator && onChange({ ...value, operator: operator as PlainOperator })}
        allowDeselect={false}
        flex={1}
        miw={120}
      />
      <PlainInput label="Value" value={value.value} onChange={(plain) => onChange({ ...value, value: plain })} />
    </Group>
  )
}

interface PlainInputProps {
  label: string
  value: Plain
  onChange: (value: Plain) => void
}

/** A value of its own type: a number stays a number. */
export function PlainInput({ label, value, onChange }: PlainInputProps) {
  if (typeof value === 'number') {
    return (
      <NumberInput
        label={label}
        value={value}
        onChange={(next) => typeof next === 'number' && onChange(next)}
        flex={1}
        miw={100}
        hideControls
      />
    )
  }
  if (typeof value === 'boolean') {
    return (
      <Select
        label={label}
        data={['yes', 'no']}
        value={value ? 'yes' : 'no'}
        onChange={(next) => onChange(next === 'yes')}
        allowDeselect={false}
        flex={1}
        miw={100}
      />
    )
  }
  return <TextInput label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)} flex={1} miw={100} />
}
