import { Card, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { ToneIcon } from '../../components/tone-icon.tsx'
import { formatDuration } from '../../lib/format-duration.ts'
import { type Readiness, type Verdict, verdictsOf } from '../../lib/readiness.ts'

/** How the parts of the server are. */
export function StatusCard({ readiness }: { readiness: Readiness }) {
  return (
    <Card component="section" aria-label="State">
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="lg">
        {verdictsOf(readiness, formatDuration).map((verdict) => (
          <Part key={verdict.label} {...verdict} />
        ))}
      </SimpleGrid>
    </Card>
  )
}

function Part({ label, tone, word, remedy }: Verdict) {
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <ToneIcon tone={tone} />
        <Text fw={500} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {word}
        </Text>
      </Group>
      {remedy && (
        <Text size="sm" c="dimmed">
          {remedy}
        </Text>
      )}
    </Stack>
  )
}
