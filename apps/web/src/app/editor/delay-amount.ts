import { isTimeZone, nextTimeOfDay } from '@hookline/engine'
import { type DelayConfig, delaySecondsMax } from '@hookline/schema'

/** The units in which a wait is entered, the largest first. */
export const delayUnits = [
  { name: 'days', seconds: 86_400 },
  { name: 'hours', seconds: 3600 },
  { name: 'minutes', seconds: 60 },
  { name: 'seconds', seconds: 1 },
] as const

export type DelayUnit = (typeof delayUnits)[number]['name']

/** The largest unit of which a time is a whole number. */
export function unitOf(seconds: number): DelayUnit {
  return delayUnits.find((unit) => seconds > 0 && seconds % unit.seconds === 0)?.name ?? 'seconds'
}

/** A time in a unit. */
export function amountOf(seconds: number, unit: DelayUnit): number {
  return seconds / sizeOf(unit)
}

/** So many of a unit, in seconds. */
export function secondsOf(amount: number, unit: DelayUnit): number {
  return amount * sizeOf(unit)
}

function sizeOf(unit: DelayUnit): number {
  return delayUnits.find(({ name }) => name === unit)?.seconds ?? 1
}

/** When a wait that begins now is over; null where its settings do not say, or say more than may be. Both in epoch milliseconds. */
export function goesOnAt({ durationSeconds, until }: DelayConfig, nowMs: number): number | null {
  if (until) return isTimeZone(until.timeZone) ? nextTimeOfDay(until, nowMs) : null
  if (typeof durationSeconds !== 'number' || !(durationSeconds > 0 && durationSeconds <= delaySecondsMax)) return null
  return nowMs + durationSeconds * 1000
}
