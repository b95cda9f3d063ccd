import { type EventType, groupScope } from '@hookline/schema'
import { type ComboboxItem, MultiSelect, type OptionsFilter, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { eventName } from './event-names.ts'

interface EventChoiceProps {
  value: readonly string[]
  types: readonly EventType[]
  onChange: (names: string[]) => void
  error?: ReactNode
  disabled?: boolean
}

const ownPrefix = 'hookline.'

/** Which events: types, groups of them, or all. A type that no event has had yet may be typed. */
export function EventChoice({ value, types, onChange, error, disabled = false }: EventChoiceProps) {
  const [search, setSearch] = useState('')
  const choose = (names: string[]) => {
    const added = names.find((name) => !value.includes(name))
    // All events stand alone: they take the place of others, and others theirs.
    onChange(added === '*' ? ['*'] : names.filter((name) => name !== '*' || added === undefined))
  }
  return (
    <MultiSelect
      label="Events"
      description="Event types, whole groups of them, those to come as well, or all events."
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={optionsOf(types, value, search.trim())}
      value={[...value]}
      onChange={choose}
      searchValue={search}
      onSearchChange={setSearch}
      placeholder={value.length === 0 ? 'Choose events' : ''}
      searchable
      clearable
      hidePickedOptions
      clearButtonProps={{ 'aria-label': 'Take all events away' }}
      nothingFoundMessage="A name has at most 200 characters, and no slash."
      filter={byNameOrTitle}
      renderOption={({ option }) => <Option option={option} types={types} />}
      maxDropdownHeight={320}
      error={error}
      disabled={disabled}
    />
  )
}

function optionsOf(types: readonly EventType[], value: readonly string[], search: string) {
  const groups = [...new Set(types.flatMap(({ group }) => group ?? []))].toSorted()
  const foreign = types.filter(({ name }) => !name.startsWith(ownPrefix))
  const known = new Set(['*', ...groups.map(groupScope), ...types.map(({ name }) => name)])
  const isNew = search !== '' && search.length <= 200 && !search.includes('/') && !search.startsWith(ownPrefix) && !known.has(search)
  const unknown = [...new Set([...value.filter((name) => !known.has(name)), ...(isNew ? [search] : [])])]
  const option = (name: string) => ({ value: name, label: eventName(name, types) })
  return [
    { group: 'All', items: [option('*')] },
    { group: 'Groups', items: groups.map((group) => option(groupScope(group))) },
    { group: 'Event types', items: foreign.map(({ name }) => option(name)) },
    { group: 'Not seen yet', items: unknown.map(option) },
  ].filter(({ items }) => items.length > 0)
}

function Option({ option, types }: { option: ComboboxItem; types: readonly EventType[] }) {
  const members = types.filter(({ group }) => group !== null && groupScope(group) === option.value)
  return (
    <div style={{ minWidth: 0 }}>
      <Text inherit style={{ overflowWrap: 'anywhere' }}>
        {option.label}
      </Text>
      <Text size="sm" c="dimmed" lineClamp={1} style={{ overflowWrap: 'anywhere' }}>
        {noteOf(option.value, members, types)}
      </Text>
    </div>
  )
}

function noteOf(name: string, members: readonly EventType[], types: readonly EventType[]): string {
  if (name === '*') return 'of types to come as well'
  if (members.length > 0) return members.map((member) => member.name).join(', ')
  return types.some((type) => type.name === name) ? name : 'has not been seen yet'
}

const byNameOrTitle: OptionsFilter = ({ options, search }) => {
  const text = search.trim().toLowerCase()
  const fits = ({ value, label }: ComboboxItem) => `${label} ${value}`.toLowerCase().includes(text)
  const kept: ReturnType<OptionsFilter> = []
  for (const option of options) {
    if (!('items' in option)) {
      if (fits(option)) kept.push(option)
      continue
    }
    const items = option.items.filter((item) => fits(item as ComboboxItem))
    if (items.length > 0) kept.push({ ...option, items })
  }
  return kept
}
