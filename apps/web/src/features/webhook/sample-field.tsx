import { Group, Select, Text } from '@mantine/core'

interface SampleFieldProps {
  /** The event types that the webhook is for. */
  choices: readonly string[]
  value: string
  onChange: (eventType: string) => void
}

/** Which event the fields and the preview are shown for, where there are several. */
export function SampleField({ choices, value, onChange }: SampleFieldProps) {
  if (choices.length < 2) return null
  return (
    <Group gap="sm">
      <Text>Fields and preview of</Text>
      <Select
        aria-label="Event of the preview"
        data={[...choices]}
        value={value}
        allowDeselect={false}
        searchable
        onChange={(eventType) => eventType !== null && onChange(eventType)}
        w={280}
      />
    </Group>
  )
}
