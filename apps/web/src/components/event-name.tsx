import { Group, Text } from '@mantine/core'
import { ForeignText } from './foreign-text.tsx'
import { seenText } from './seen-text.ts'

interface EventNameProps {
  /** The name of the type, as events carry it. */
  type: string
  /** How people call it; without one its name stands alone. */
  title: string | undefined
  /** Where there is no room for both: the title, with the name on hover. */
  isShort?: boolean
}

/** An event type as people call it, and its name beside it. */
export function EventName({ type, title, isShort = false }: EventNameProps) {
  if (title === undefined) return <ForeignText text={type} />
  if (isShort) {
    return (
      <Text span inherit display="block" truncate title={type}>
        <bdi>{seenText(title)}</bdi>
      </Text>
    )
  }
  return (
    <Group component="span" gap={8} wrap="nowrap" miw={0} align="baseline">
      <span style={{ flex: '0 1 auto', minWidth: 0 }}>
        <ForeignText text={title} />
      </span>
      <Text span c="dimmed" fw={400} style={{ flex: '1 1 0', minWidth: 0 }}>
        <ForeignText text={type} mono />
      </Text>
    </Group>
  )
}
