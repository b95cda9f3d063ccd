import type { Attempt, Delivery } from '@hookline/schema'
import { Group, Stack, Text, Timeline } from '@mantine/core'
import { formatMs } from '../../lib/format-number.ts'
import { BodyView } from '../json-view/body-view.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { HeaderTable } from '../request-view/request-view.tsx'
import { seenText } from '../seen-text.ts'
import { ToneIcon } from '../tone-icon.tsx'
import { formatClock } from './format-clock.ts'
import { outcomeWord } from './status-sentence.ts'

/** What came of each try, the newest first. */
export function AttemptsTab({ delivery: { attempts, status } }: { delivery: Delivery }) {
  if (attempts.length === 0) return <Text c="dimmed">{status === 'pending' ? 'It was not sent yet.' : 'It was never sent.'}</Text>
  return (
    <Timeline bulletSize={16} lineWidth={1} aria-label="Attempts">
      {attempts.toReversed().map((attempt) => (
        <Timeline.Item
          key={attempt.number}
          bullet={<ToneIcon tone={attempt.error === undefined ? 'good' : 'bad'} />}
          styles={{ itemBullet: { border: 0, background: 'var(--mantine-color-body)' } }}
        >
          <Try attempt={attempt} />
        </Timeline.Item>
      ))}
    </Timeline>
  )
}

function Try({ attempt }: { attempt: Attempt }) {
  const { number, startedAt, durationMs, status, errorMessage, headers = [], body, bodyEncoding, bodyTruncated } = attempt
  return (
    <Stack gap="sm" pb="md">
      <Group gap="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
        <Text fw={600}>
          {number}. {outcomeWord(attempt)}
        </Text>
        <Text c="dimmed">{formatMs(durationMs)}</Text>
        <Text c="dimmed">
          {formatClock(startedAt)} · <RelativeTime time={startedAt} />
        </Text>
      </Group>
      {errorMessage !== undefined && <Text style={{ overflowWrap: 'anywhere' }}>{seenText(errorMessage)}</Text>}
      {headers.length > 0 && <HeaderTable headers={headers} label={`Headers of answer ${number}`} />}
      {body !== undefined && body !== '' && (
        <BodyView body={body} encoding={bodyEncoding} label={`Body of answer ${number}`} maxHeight={320} />
      )}
      {bodyTruncated && (
        <Text size="sm" c="dimmed">
          The answer was longer: its first 64 KB were kept.
        </Text>
      )}
      {status !== undefined && body === '' && (
        <Text size="sm" c="dimmed">
          The answer has no body.
        </Text>
      )}
    </Stack>
  )
}
