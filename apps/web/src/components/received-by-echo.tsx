import type { TemplateEcho } from '@hookline/schema'
import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { JsonView } from './json-view/json-view.tsx'
import { seenText } from './seen-text.ts'

/** What an echo bucket received of a request that was tried. */
export function ReceivedByEcho({ echo: { received, bucket } }: { echo: Pick<TemplateEcho, 'received' | 'bucket'> }) {
  return (
    <Stack gap="xs" miw={0}>
      <Text fw={500} size="sm">
        Received by{' '}
        <Anchor component={Link} to={`/echo/${bucket}`} inherit underline="always">
          the echo bucket
        </Anchor>
      </Text>
      <Text size="sm" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {received.method} {seenText(received.path)}
      </Text>
      <JsonView text={received.body} label="Received body" maxHeight={240} />
    </Stack>
  )
}
