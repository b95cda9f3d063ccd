import { Text, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'

/** The automation's name, renamed where it stands. */
export function NameField({ name, onRename }: { name: string; onRename: (name: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  if (typed === null) {
    return (
      <UnstyledButton onClick={() => setTyped(name)} aria-label={`Rename ${name}`} title="Rename" miw={0}>
        <Text component="h1" fw={600} m={0} truncate maw={360}>
          {name}
        </Text>
      </UnstyledButton>
    )
  }
  const finish = () => {
    const next = typed.trim()
    if (next !== '' && next !== name) onRename(next)
    setTyped(null)
  }
  return (
    <TextInput
      aria-label="Name of the automation"
      size="xs"
      w={320}
      autoFocus
      maxLength={200}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
