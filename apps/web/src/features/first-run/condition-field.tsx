import type { EventType } from '@hookline/schema'
import { Group, Select } from '@mantine/core'
import { PlainInput } from '../../components/values-field/plain-input.tsx'
import { operatorsFor, operatorWords, type PlainCondition, type PlainOperator } from './drafts.ts'
import { plainFields, sampleOf } from './samples.ts'

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
