import { CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'

interface SearchFieldProps {
  label: string
  value: string
  onChange: (text: string) => void
  placeholder?: string
}

/** Searches while one types; `/` leads here from anywhere on the page. */
export function SearchField({ label, value, onChange, placeholder = label }: SearchFieldProps) {
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
      data-page-search
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text !== '' && <CloseButton size="sm" aria-label="Clear the search" onClick={() => change('')} />}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      w={280}
      maw="100%"
    />
  )
}
