import type { LastCall } from '@hookline/schema'
import { Group, Text } from '@mantine/core'
import { outcomeWord } from '../deliveries/status-sentence.ts'
import { RelativeTime } from '../relative-time.tsx'
import { ToneIcon } from '../tone-icon.tsx'

/** How the last call ended, and when it was. */
export function LastCallWord({ call }: { call: LastCall | null | undefined }) {
  if (!call) return <>–</>
  const { accepted, status, error, at } = call
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      <ToneIcon tone={accepted ? 'good' : 'bad'} />
      <Text span inherit style={{ whiteSpace: 'nowrap' }}>
        {outcomeWord({ status, error: error ?? undefined })}
      </Text>
      <Text span inherit c="dimmed">
        <RelativeTime time={at} />
      </Text>
    </Group>
  )
}
