import type { Attention } from '@hookline/schema'
import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ToneIcon } from '../../components/tone-icon.tsx'
import { formatCount } from '../../lib/format-number.ts'

interface Kind {
  tone: 'bad' | 'waiting'
  action: string
}

const kinds: Record<Attention['kind'], Kind> = {
  'switch-off': { tone: 'waiting', action: 'Turn calls on' },
  late: { tone: 'bad', action: 'See what is late' },
  undelivered: { tone: 'bad', action: 'See and resend' },
  held: { tone: 'waiting', action: 'See what is held' },
  paused: { tone: 'bad', action: 'See why, and resume' },
  failing: { tone: 'bad', action: 'See what comes back' },
  'draft-problem': { tone: 'waiting', action: 'Open and mend' },
}

/** What needs a person, each with the way to deal with it. */
export function Concerns({ concerns }: { concerns: Attention[] | undefined }) {
  return (
    <Card component="section" aria-labelledby="concerns" padding="md" h="100%">
      <Stack gap="sm">
        <Title order={2} size="h3" id="concerns">
          Needs a person
        </Title>
        {!concerns && <Skeleton height={40} />}
        {concerns?.length === 0 && (
          <Group gap="sm" mih={40} wrap="nowrap" align="flex-start">
            <ToneIcon tone="good" />
            <Text>
              Nothing does. Here appear calls that failed for good, addresses that are paused, or failed at least five calls and accepted
              none in the last hour, deliveries that are held or late by more than a minute, and drafts with problems.
            </Text>
          </Group>
        )}
        {concerns && concerns.length > 0 && (
          <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }}>
            {concerns.map((concern) => (
              <Row key={`${concern.kind} ${concern.href} ${concern.title}`} concern={concern} />
            ))}
          </Stack>
        )}
      </Stack>
    </Card>
  )
}

function Row({ concern: { kind, title, count, href } }: { concern: Attention }) {
  const { tone, action } = kinds[kind]
  const { pathname, searchParams } = new URL(href, window.location.origin)
  return (
    <Group component="li" gap="sm" wrap="nowrap" mih={40}>
      <ToneIcon tone={tone} />
      <Text flex={1} miw={0} style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Text>
      <Text c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {formatCount(count)}
      </Text>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`${action}: ${title}`}
        renderRoot={(props) => <Link {...props} to={pathname} search={Object.fromEntries(searchParams)} />}
      >
        {action}
      </Button>
    </Group>
  )
}
