import { Card, Skeleton, Stack, Text, Title } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { formatCount } from '../../lib/format-number.ts'
import type { Minute } from './stats.ts'

// The charts are large; what Home shows first does not wait for them.
const LastHourChart = lazy(async () => ({ default: (await import('./last-hour-chart.tsx')).LastHourChart }))

const heightPx = 240

/** What happened in the last hour, a minute a step. */
export function LastHour({ minutes }: { minutes: Minute[] | undefined }) {
  return (
    <Card component="section" aria-labelledby="last-hour" padding="md">
      <Stack gap="sm">
        <Title order={2} size="h3" id="last-hour">
          The last hour
        </Title>
        {minutes ? (
          <>
            <Text c="dimmed">{sentence(minutes)}</Text>
            <Suspense fallback={<Skeleton height={heightPx} />}>
              <LastHourChart minutes={minutes} heightPx={heightPx} />
            </Suspense>
          </>
        ) : (
          <>
            <Skeleton height={20} width={320} />
            <Skeleton height={heightPx} />
          </>
        )}
      </Stack>
    </Card>
  )
}

/** What the chart shows, for everybody. */
function sentence(minutes: readonly Minute[]): string {
  const total = (of: (minute: Minute) => number) => minutes.reduce((sum, minute) => sum + of(minute), 0)
  const events = total((minute) => minute.events)
  const calls = total((minute) => minute.calls)
  const failed = total((minute) => minute.failed)
  return `${counted(events, 'event')} and ${counted(calls, 'call')}, ${failed === 0 ? 'none of them failed' : `${formatCount(failed)} failed`}.`
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}
