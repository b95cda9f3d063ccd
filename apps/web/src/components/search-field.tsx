import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

interface SearchFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  placeholder?: string
  /** Whether `/` leads here from anywhere on the page. */
  isPageSearch?: boolean
}

/** Searches while one types. */
export function SearchField({ label, value, onChange, placeholder = label, isPageSearch = true }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const tell = useDebouncedCallback(onChange, 200)
  useEffect(() => setText(value), [value])
  const change = (next: string) => {
    setText(next)
    tell(next)
  }
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      {...(isPageSearch && { 'data-page-search': true })}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      w={280}
      maw="100%"
    />
  )
}
