import { Autocomplete, Button, Group, Select } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import type { Plain } from './plain.ts'

const kinds = [
  { value: 'text', label: 'Text', first: '' },
  { value: 'number', label: 'Number', first: 0 },
  { value: 'yes-no', label: 'Yes or no', first: true },
]

interface AddValueProps {
  /** What it is added to, for who does not see it. */
  to: string
  taken: readonly string[]
  /** Names that are known of others. */
  known: readonly string[]
  onAdd: (name: string, value: Plain) => void
}

/** One more value: its name and its type; its field comes with it. */
export function AddValue({ to, taken, known, onAdd }: AddValueProps) {
  const [name, setName] = useState<string | null>(null)
  const [kind, setKind] = useState('text')
  if (name === null) {
    return (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        style={{ alignSelf: 'flex-start' }}
        aria-label={`Add a field to ${to}`}
        onClick={() => setName('')}
      >
        Add a field
      </Button>
    )
  }
  const isTaken = taken.includes(name.trim())
  const add = () => {
    if (name.trim() === '' || isTaken) return
    onAdd(name.trim(), kinds.find(({ value }) => value === kind)?.first ?? '')
    setName(null)
  }
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label={`New field of ${to}`}>
      <Autocomplete
        label="Name"
        data={known.filter((one) => !taken.includes(one))}
        value={name}
        onChange={setName}
        error={isTaken && 'It is there already'}
        maxLength={100}
        flex={1}
        miw={100}
        autoFocus
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <Select label="Type" data={kinds} value={kind} onChange={(next) => setKind(next ?? 'text')} allowDeselect={false} w={112} />
      <Button variant="default" onClick={add} disabled={name.trim() === '' || isTaken}>
        Add
      </Button>
    </Group>
  )
}
