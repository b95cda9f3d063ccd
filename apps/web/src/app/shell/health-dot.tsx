import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { tip } from '../../components/tip/tip.ts'
import { ToneIcon } from '../../components/tone-icon.tsx'
import { formatDuration } from '../../lib/format-duration.ts'
import { fetchReadiness, type Readiness } from '../../lib/readiness.ts'

const lateMs = 60_000

interface Health {
  tone: 'good' | 'waiting' | 'bad' | 'off'
  word: string
  why: string
}

/** How Hookline is, in a word; it leads to why. */
export function HealthDot() {
  const { data, isError } = useQuery({ queryKey: ['readiness'], queryFn: fetchReadiness, refetchInterval: 5000, retry: false })
  const { tone, word, why } = healthOf(isError ? undefined : data, isError)
  return (
    <Anchor
      component={Link}
      to="/settings"
      search={{ tab: 'about' } as never}
      c="inherit"
      underline="never"
      aria-label={`${word}: ${why}`}
      {...tip(why)}
    >
      <Group gap={6} wrap="nowrap">
        <ToneIcon tone={tone} />
        <Text size="sm" visibleFrom="sm">
          {word}
        </Text>
      </Group>
    </Anchor>
  )
}

function healthOf(readiness: Readiness | undefined, isError: boolean): Health {
  if (isError) return { tone: 'bad', word: 'Unreachable', why: 'The server does not answer. See whether it still runs.' }
  if (!readiness) return { tone: 'off', word: 'Asking', why: 'The server is being asked how it is.' }
  const { database, oldestDueMs, ready } = readiness
  if (database !== 'ok')
    return { tone: 'bad', word: 'No database', why: 'Hookline cannot reach its database. Events are refused until it can.' }
  if (oldestDueMs !== null && oldestDueMs > lateMs) {
    return {
      tone: 'bad',
      word: 'Late',
      why: `Oldest due delivery: ${formatDuration(oldestDueMs)}. Receivers are slow, or too few processes deliver.`,
    }
  }
  if (!ready)
    return { tone: 'waiting', word: 'Not ready', why: 'Hookline is starting, or has lost its lease and takes a new one by itself.' }
  return { tone: 'good', word: 'Healthy', why: `Oldest due delivery: ${oldestDueMs ? formatDuration(oldestDueMs) : 'none is waiting'}` }
}
