import { type DelayConfig, type Weekday, weekdays } from '@hookline/schema'

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** What a wait does, in words: "wait 2 days", "wait until Monday 09:00, Europe/Berlin"; null where it says nothing. */
export function describeDelay({ durationSeconds, until }: DelayConfig): string | null {
  if (until) return `wait until ${daysWords(until.weekdays)}${until.time}, ${until.timeZone}`
  return typeof durationSeconds === 'number' ? `wait ${durationWords(durationSeconds)}` : null
}

/** Seconds in words, the two largest units at most: "2 days", "1 day 12 hours". */
export function durationWords(seconds: number): string {
  const parts: string[] = []
  let rest = seconds
  for (const [unit, size] of units) {
    const count = size === 1 ? rest : Math.floor(rest / size)
    rest -= count * size
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`)
  }
  return parts.length === 0 ? '0 seconds' : parts.join(' ')
}

function daysWords(days: readonly Weekday[]): string {
  const chosen = weekdays.filter((day) => days.includes(day))
  if (chosen.length === 0 || chosen.length === weekdays.length) return ''
  const isRow =
    chosen.length > 2 && chosen.every((day, at) => at === 0 || weekdays.indexOf(day) === weekdays.indexOf(chosen[at - 1] ?? day) + 1)
  const names = chosen.map((day) => day.charAt(0).toUpperCase() + day.slice(1))
  const [first, last] = [names[0], names.at(-1)]
  if (isRow) return `${first} to ${last} `
  return names.length === 1 ? `${first} ` : `${names.slice(0, -1).join(', ')} or ${last} `
}
