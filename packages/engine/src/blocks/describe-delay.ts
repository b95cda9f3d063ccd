import { type ConditionDay, conditionDays, type DelayConfig } from '@hookline/schema'
import { dayName } from '../conditions/time-operators.ts'

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

/** Seconds in words: "2 days", "1 day 12 hours". */
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

const weekFromMonday = [...conditionDays.slice(1), ...conditionDays.slice(0, 1)]

function daysWords(days: readonly ConditionDay[]): string {
  const places = weekFromMonday.flatMap((day, at) => (days.includes(day) ? [at] : []))
  if (places.length === 0 || places.length === weekFromMonday.length) return ''
  const whole = places.map((at) => dayName(weekFromMonday[at] ?? 'mon'))
  const names = whole.length === 1 ? whole : whole.map((name) => name.slice(0, 3))
  const [first, last] = [names[0], names.at(-1)]
  const isRow = places.every((place, at) => at === 0 || place === (places[at - 1] ?? 0) + 1)
  if (isRow && names.length > 2) return `${first} to ${last} `
  return names.length === 1 ? `${first} ` : `${names.slice(0, -1).join(', ')} or ${last} `
}
