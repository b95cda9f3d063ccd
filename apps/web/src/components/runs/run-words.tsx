import type { Run, RunStatus } from '@hookline/schema'
import { Text } from '@mantine/core'
import { RelativeTime } from '../relative-time.tsx'
import { StatusWord, type Tone } from '../status-word.tsx'

const looks: Readonly<Record<RunStatus, { tone: Tone; word: string }>> = {
  waiting: { tone: 'waiting', word: 'Waiting' },
  finished: { tone: 'good', word: 'Finished' },
  failed: { tone: 'bad', word: 'Failed' },
  cancelled: { tone: 'off', word: 'Cancelled' },
}

/** The statuses of runs as a list is narrowed by them. */
export const runStatusOptions = Object.entries(looks).map(([value, { word }]) => ({ value, label: word }))

/** How a run stands. */
export function RunStatusWord({ run: { status } }: { run: Pick<Run, 'status'> }) {
  const { tone, word } = looks[status]
  return <StatusWord tone={tone}>{word}</StatusWord>
}

/** Until when a run waits, or when it ended. */
export function RunTime({ run: { waitingAt, finishedAt } }: { run: Pick<Run, 'waitingAt' | 'finishedAt'> }) {
  if (waitingAt) {
    return (
      <Text span inherit>
        goes on <RelativeTime time={waitingAt.until} isAhead />
      </Text>
    )
  }
  return finishedAt === null ? null : (
    <Text span inherit c="dimmed">
      ended <RelativeTime time={finishedAt} />
    </Text>
  )
}
