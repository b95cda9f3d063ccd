import type { Stats } from '@hookline/schema'
import { formatCount } from '../../lib/format-number.ts'

type Hour = Stats['lastHour']

const axisStepCount = 4

export interface HourRow {
  /** The beginning of the step. */
  at: string
  succeeded: number
  pending: number
  undelivered: number
}

/** The columns of the last hour as rows, one a step. */
export function hourRows({ from, stepSeconds, succeeded, pending, undelivered }: Hour): HourRow[] {
  const start = Date.parse(from)
  return succeeded.map((count, step) => ({
    at: new Date(start + step * stepSeconds * 1000).toISOString(),
    succeeded: count,
    pending: pending[step] ?? 0,
    undelivered: undelivered[step] ?? 0,
  }))
}

/** What the chart shows, for everybody. */
export function hourSentence({ succeeded, pending, undelivered }: Hour): string {
  const [done, open, lost] = [sum(succeeded), sum(pending), sum(undelivered)]
  const total = done + open + lost
  if (total === 0) return 'No deliveries were made.'
  const parts = [
    `${formatCount(done)} succeeded`,
    ...(open > 0 ? [`${formatCount(open)} still pending`] : []),
    ...(lost > 0 ? [`${formatCount(lost)} undelivered`] : []),
  ]
  return `${formatCount(total)} ${total === 1 ? 'delivery' : 'deliveries'}, cancelled ones left out: ${parts.join(', ')}.`
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

/** The counts beside the chart, from 0 upwards in round steps to one that nothing rises above. */
export function axisSteps(largest: number): number[] {
  const wanted = Math.max(1, largest / axisStepCount)
  const magnitude = 10 ** Math.floor(Math.log10(wanted))
  const step = ([1, 2, 3, 4, 5, 6, 8].find((factor) => wanted <= factor * magnitude) ?? 10) * magnitude
  return Array.from({ length: axisStepCount + 1 }, (_, index) => index * step)
}
