import { Textarea } from '@mantine/core'
import { readJsonObject } from './read-json-object.ts'

interface JsonFieldProps {
  label?: string
  /** Its name where something else labels it for the eye. */
  ariaLabel?: string
  description?: string
  value: string
  onChange: (text: string) => void
  /** What the server said of it. */
  error?: string | undefined
  minRows?: number
}

/** A JSON object to type; what is wrong with it is said under it while one types. */
export function JsonField({ label, ariaLabel, description, value, onChange, error, minRows = 4 }: JsonFieldProps) {
  const read = readJsonObject(value)
  return (
    <Textarea
      label={label}
      aria-label={ariaLabel}
      description={description}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={read.ok ? error : read.error}
      autosize
      minRows={minRows}
      maxRows={16}
      spellCheck={false}
      styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12, lineHeight: '18px' } }}
    />
  )
}
