import type { HeldCount, SettingsPatch } from '@hookline/schema'
import { formatCount } from '../../lib/format-number.ts'

export type HeldChoice = 'send' | 'since' | 'drop'
/** What the API is told of it. */
export type HeldAnswer = NonNullable<SettingsPatch['held']>

/** What the field of a time has, in the reader's zone: "2026-11-21T10:00". */
export function localTime(time: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`
}

/** The instant that was typed; null for none. */
export function instantOf(local: string): string | null {
  const time = new Date(local)
  return local === '' || Number.isNaN(time.getTime()) ? null : time.toISOString()
}

/** What the API is told; null while the time is missing. */
export function heldOf(choice: HeldChoice, since: string | null): HeldAnswer | null {
  if (choice !== 'since') return choice
  return since === null ? null : { since }
}

/** The button: what happens, with how many. */
export function turnOnAction(choice: HeldChoice, held: HeldCount | undefined): string {
  if (!held || held.count === 0) return 'Turn on calls'
  const { count, before } = held
  if (choice === 'send') return `Turn on and send ${formatCount(count)}`
  if (choice === 'drop') return `Turn on and drop ${formatCount(count)}`
  return `Turn on, send ${formatCount(count - before)}, drop ${formatCount(before)}`
}
