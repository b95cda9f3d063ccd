import type { JsonObject, JsonValue } from '@hookline/schema'
import { Button, Group, Modal, SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { seenText } from '../../components/seen-text.ts'
import { reasonOf } from '../../lib/notify.ts'
import { type PropertyType, propertyTypes, propertyTypeWords, readValue, textOfValue, typeOfValue } from './property-value.ts'

interface PropertyModalProps {
  /** Null makes a new one. */
  property: { name: string; value: JsonValue } | null
  /** Names that the state has already. */
  taken: readonly string[]
  onClose: () => void
  onSave: (state: JsonObject) => Promise<void>
}

const types = propertyTypes.map((type) => ({ value: type, label: propertyTypeWords[type] }))

/** One property with its type and value. */
export function PropertyModal({ property, taken, onClose, onSave }: PropertyModalProps) {
  const [name, setName] = useState(property?.name ?? '')
  const [type, setType] = useState<PropertyType>(property ? typeOfValue(property.value) : 'text')
  const [text, setText] = useState(property ? textOfValue(property.value) : '')
  const [problem, setProblem] = useState<{ at: 'name' | 'value' | 'all'; why: string } | null>(null)
  const [isBusy, setBusy] = useState(false)

  const save = async (event: FormEvent) => {
    event.preventDefault()
    const read = readValue(type, text)
    if (name === '') return setProblem({ at: 'name', why: 'Give the property a name.' })
    if (!property && taken.includes(name)) return setProblem({ at: 'name', why: 'The user has it already: change it in the list.' })
    if (!read.ok) return setProblem({ at: 'value', why: read.why })
    setBusy(true)
    try {
      await onSave({ [name]: read.value })
      onClose()
    } catch (error) {
      setProblem({ at: 'all', why: reasonOf(error) })
    } finally {
      setBusy(false)
    }
  }
  const errorAt = (at: 'name' | 'value') => problem?.at === at && problem.why
  return (
    <Modal
      opened
      onClose={onClose}
      centered
      size="lg"
      title={property ? `Change "${seenText(property.name).slice(0, 60)}"` : 'Add a property'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={(event) => void save(event)} noValidate>
        <Stack gap="md">
          {!property && (
            <TextInput
              label="Name"
              description="As templates write it: {{state.name}}"
              data-autofocus
              value={name}
              error={errorAt('name')}
              onChange={(event) => setName(event.currentTarget.value)}
            />
          )}
          <Select
            label="Type"
            data={types}
            value={type}
            allowDeselect={false}
            onChange={(value) => {
              const next = types.find((one) => one.value === value)?.value ?? 'text'
              setType(next)
              setProblem(null)
              if (next === 'yes-no' && text !== 'false') setText('true')
            }}
          />
          {type === 'yes-no' ? (
            <Stack gap={4}>
              <Text fw={500} id="property-value">
                Value
              </Text>
              <SegmentedControl
                aria-labelledby="property-value"
                value={text}
                onChange={setText}
                data={[
                  { value: 'true', label: 'true' },
                  { value: 'false', label: 'false' },
                ]}
              />
            </Stack>
          ) : (
            <ValueField type={type} text={text} error={errorAt('value')} isFirst={property !== null} onChange={setText} />
          )}
          {problem?.at === 'all' && (
            <Text c="red" role="alert" style={{ overflowWrap: 'anywhere' }}>
              {problem.why}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy}>
              {property ? 'Save' : 'Add'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

interface ValueFieldProps {
  type: PropertyType
  text: string
  error: string | false | undefined
  isFirst: boolean
  onChange: (text: string) => void
}

function ValueField({ type, text, error, isFirst, onChange }: ValueFieldProps) {
  const shared = { label: 'Value', value: text, error, ...(isFirst && { 'data-autofocus': true }) }
  if (type === 'number') return <TextInput {...shared} inputMode="decimal" onChange={(event) => onChange(event.currentTarget.value)} />
  return (
    <Textarea
      {...shared}
      autosize
      minRows={type === 'text' ? 2 : 4}
      maxRows={14}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
