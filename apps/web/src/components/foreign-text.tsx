import { Text } from '@mantine/core'
import { seenText } from './seen-text.ts'

interface ForeignTextProps {
  text: string
  mono?: boolean
  /** Shows all of it, in several lines; else it ends with "…" where the room ends. */
  whole?: boolean
}

/** A short text that a stranger chose, such as an id: whole on hover, what cannot be seen written out, no change of direction. */
export function ForeignText({ text, mono = false, whole = false }: ForeignTextProps) {
  return (
    <Text
      span
      inherit
      title={text}
      {...(mono && { ff: 'monospace', fz: 12 })}
      {...(whole ? { style: { overflowWrap: 'anywhere' } } : { display: 'block', truncate: true })}
    >
      <bdi>{seenText(text)}</bdi>
    </Text>
  )
}
