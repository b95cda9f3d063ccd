import type { JsonObject } from '@hookline/schema'
import { Group, Input, SimpleGrid, Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { AddValue } from './add-value.tsx'
import { JsonField } from './json-field.tsx'
import { plainOf } from './plain.ts'
import { readJsonObject } from './read-json-object.ts'
import { ValueInputs } from './value-inputs.tsx'

interface ValuesFieldProps {
  label: string
  description?: string
  /** The values as JSON, because a person may be typing in it. */
  text: string
  onChange: (text: string) => void
  /** What stands in the fields while the text is empty. */
  standing?: JsonObject | null
  /** Values that belong there: they can be changed, but not taken away. */
  sample?: JsonObject | null
  /** Names that a new field may have. */
  known?: readonly string[]
  error?: string | undefined
}

const none: JsonObject = {}

/** Values to try something with: one field each, and as JSON for who would rather type that. */
export function ValuesField({ label, description, text, onChange, standing, sample, known = [], error }: ValuesFieldProps) {
  const [wantsJson, setWantsJson] = useState(false)
  const read = readJsonObject(text)
  const isJson = wantsJson || !read.ok
  const values = text.trim() === '' ? (standing ?? none) : read.ok ? read.value : none
  const write = (next: JsonObject) => onChange(JSON.stringify(next, null, 2))
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Input.Label component="div">{label}</Input.Label>
        <Switch
          size="xs"
          label="JSON"
          labelPosition="left"
          aria-label={`${label} as JSON`}
          checked={isJson}
          onChange={(event) => {
            if (event.currentTarget.checked && text.trim() === '' && standing) write(standing)
            setWantsJson(event.currentTarget.checked)
          }}
        />
      </Group>
      {description && <Input.Description>{description}</Input.Description>}
      {isJson ? (
        <JsonField ariaLabel={`${label}, JSON`} value={text} onChange={onChange} error={error} />
      ) : (
        <Fields {...{ label, values, sample, known }} onChange={write} />
      )}
      {!isJson && error && <Input.Error>{error}</Input.Error>}
    </Stack>
  )
}

interface FieldsProps {
  label: string
  values: JsonObject
  sample: JsonObject | null | undefined
  known: readonly string[]
  onChange: (values: JsonObject) => void
}

function Fields({ label, values, sample, known, onChange }: FieldsProps) {
  const { plain, others } = plainOf(values)
  return (
    <>
      {plain.length > 0 && (
        <SimpleGrid cols={2} spacing="sm" verticalSpacing={8}>
          <ValueInputs values={values} onChange={onChange} isRemovable={(name) => !Object.hasOwn(sample ?? none, name)} />
        </SimpleGrid>
      )}
      {others.length > 0 && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {others.join(', ')}: kept as {others.length === 1 ? 'it is' : 'they are'}; lists and objects are changed as JSON.
        </Text>
      )}
      <AddValue to={label} taken={Object.keys(values)} known={known} onAdd={(name, value) => onChange({ ...values, [name]: value })} />
    </>
  )
}
