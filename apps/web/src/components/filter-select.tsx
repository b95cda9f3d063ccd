import { NativeSelect } from '@mantine/core'

interface FilterSelectProps {
  label: string
  /** What the list is called when it is not narrowed. */
  any: string
  options: readonly { value: string; label: string }[]
  value: string | undefined
  width: number
  onChange: (value: string | undefined) => void
}

/** Narrows a list to one of a few values; the first choice takes that back. */
export function FilterSelect({ label, any, options, value = '', width, onChange }: FilterSelectProps) {
  return (
    <NativeSelect
      aria-label={label}
      w={width}
      data={[{ value: '', label: any }, ...options]}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
    />
  )
}
