import { formatExact } from '../../lib/format-time.ts'

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** "12:04:10" of today, the day with it of any other, in the reader's zone. */
export function formatClock(time: string): string {
  const date = new Date(time)
  return date.toDateString() === new Date().toDateString() ? clock.format(date) : formatExact(time)
}
