import { Combobox, Group, Text, TextInput, useCombobox } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useState } from 'react'
import classes from './search-picker.module.css'

export interface PickerOption {
  value: string
  label: string
  /** What is searched in beside the label. */
  words: string
  note?: string
  icon?: ReactNode
}

export interface PickerGroup {
  label: string
  options: PickerOption[]
}

/** What a typed text means that is none of the options: it is taken with these words, or refused with a reason. */
export type FreeText = { value: string; words: string } | { refusal: string }

interface SearchPickerProps {
  id: string
  label: string
  /** What stands in the field while nobody types. */
  shown: string
  groups: readonly PickerGroup[]
  onPick: (value: string) => void
  freeText: (text: string) => FreeText
  placeholder: string
  leftSection?: ReactNode
  invalid?: boolean
  describedBy?: string | undefined
  inputRef?: Ref<HTMLInputElement>
}

const optionsMax = 100

/** Chooses one of many by searching, or takes what is typed where that has a meaning of its own. */
export function SearchPicker(props: SearchPickerProps) {
  const { id, label, shown, onPick, freeText, placeholder, leftSection, invalid = false, describedBy, inputRef } = props
  const [typed, setTyped] = useState<string | null>(null)
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  const { selectFirstOption } = combobox
  useEffect(() => {
    if (typed !== null) selectFirstOption()
  }, [typed, selectFirstOption])
  const text = (typed ?? '').trim()
  const { groups, left } = matches(props.groups, typed === shown ? '' : text)
  const free = text === '' || typed === shown || isOption(props.groups, text) ? null : freeText(text)

  const pick = (value: string) => {
    setTyped(null)
    combobox.closeDropdown()
    onPick(value)
  }
  const leave = () => {
    combobox.closeDropdown()
    setTyped(null)
    if (text === '' || text === shown) return
    const option = isOption(props.groups, text)
    if (option) onPick(option.value)
    // Half of a name is no name: beside options that match, free text is taken only where it is chosen.
    else if (free && 'value' in free && groups.length === 0) onPick(free.value)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !combobox.dropdownOpened) return
    event.stopPropagation()
    setTyped(null)
  }

  return (
    <Combobox store={combobox} onOptionSubmit={pick} shadow="md">
      <Combobox.Target>
        <TextInput
          id={id}
          ref={inputRef}
          aria-label={label}
          aria-describedby={describedBy}
          placeholder={placeholder}
          leftSection={leftSection}
          error={invalid}
          size="sm"
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          autoComplete="off"
          value={typed ?? shown}
          title={typed === null ? shown : undefined}
          onFocus={(event) => {
            event.currentTarget.select()
            combobox.openDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onKeyDown={press}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onBlur={leave}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={300} className={classes.options} aria-label={label}>
          {groups.map((group) => (
            <Combobox.Group key={group.label} label={group.label}>
              {group.options.map((option) => (
                <Option key={option.value} option={option} />
              ))}
            </Combobox.Group>
          ))}
          {free && 'value' in free && (
            <Combobox.Option value={free.value} className={classes.free}>
              {free.words}
            </Combobox.Option>
          )}
          {free && 'refusal' in free && groups.length === 0 && <Combobox.Empty className={classes.empty}>{free.refusal}</Combobox.Empty>}
          {left > 0 && <Combobox.Empty>Type to find {left} more</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Option({ option: { value, label, note, icon } }: { option: PickerOption }) {
  return (
    <Combobox.Option value={value}>
      <Group gap="sm" wrap="nowrap">
        {icon}
        <Text span className={classes.label} title={label}>
          {label}
        </Text>
        {note !== undefined && (
          <Text span className={classes.note}>
            <bdi>{note}</bdi>
          </Text>
        )}
      </Group>
    </Combobox.Option>
  )
}

function isOption(groups: readonly PickerGroup[], text: string): PickerOption | undefined {
  const options = groups.flatMap((group) => group.options)
  return options.find(({ value }) => value === text) ?? options.find(({ label }) => label === text)
}

/** The options that hold every word of the text, the first hundred of them, and how many were left out. */
function matches(groups: readonly PickerGroup[], text: string): { groups: PickerGroup[]; left: number } {
  const words = text.toLowerCase().split(/\s+/)
  let count = 0
  const found = groups.map(({ label, options }) => {
    const fitting = options.filter((option) => words.every((word) => `${option.label} ${option.words}`.toLowerCase().includes(word)))
    const shown = fitting.slice(0, Math.max(optionsMax - count, 0))
    count += fitting.length
    return { label, options: shown }
  })
  return { groups: found.filter(({ options }) => options.length > 0), left: Math.max(count - optionsMax, 0) }
}
