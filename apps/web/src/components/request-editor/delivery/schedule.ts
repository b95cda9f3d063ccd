import type { Retry } from '@hookline/schema'
import { retryDelaysMs, retryJitter } from '@hookline/webhook'

/** The tries of a delivery that fails every time. */
export interface Schedule {
  /** When each try is made, in milliseconds after the first; the first is 0. */
  triesMs: number[]
  jitter: number
  words: string
}

/** In: a retry policy. Out: its tries, and the whole of it in a sentence. */
export function scheduleOf(retry: Retry): Schedule {
  const delays = retryDelaysMs(retry)
  const jitter = retryJitter(retry)
  const triesMs = [0]
  for (const delay of delays) triesMs.push((triesMs.at(-1) ?? 0) + delay)
  return { triesMs, jitter, words: wordsOf(delays, triesMs.at(-1) ?? 0, jitter) }
}

const shownMax = 9

function wordsOf(delays: readonly number[], totalMs: number, jitter: number): string {
  if (delays.length === 0) return 'One try. What fails is undelivered at once.'
  const shown =
    delays.length > shownMax ? [...delays.slice(0, 5).map(spanWords), '…', spanWords(delays.at(-1) ?? 0)] : delays.map(spanWords)
  const waits = `After ${shown.join(', ')}${jitter > 0 ? `, each ±${Math.round(jitter * 100)} %` : ''}.`
  return `${waits} ${delays.length + 1} tries over ${longWords(totalMs)}, then undelivered.`
}

const units: readonly [string, number][] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
]

/** A span in its largest units: "5 s", "1 min 30 s", "3 d 3 h"; `parts` 1 rounds to one unit. */
export function spanWords(ms: number, parts = 2): string {
  const at = units.findIndex(([, size]) => ms >= size)
  const [name, size] = units[at] ?? ['s', 1000]
  if (parts === 1 || at < 0 || at === units.length - 1) return `${tidy(ms / size)} ${name}`
  const whole = Math.floor(ms / size)
  const [below, smaller] = units[at + 1] ?? ['s', 1000]
  const rest = Math.round((ms - whole * size) / smaller)
  return rest === 0 ? `${whole} ${name}` : `${whole} ${name} ${rest} ${below}`
}

const longNames: Record<string, string> = { d: 'days', h: 'hours', min: 'minutes', s: 'seconds' }

function longWords(ms: number): string {
  return spanWords(ms, 1).replace(/[a-z]+$/, (unit) => longNames[unit] ?? unit)
}

function tidy(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** Where a try stands on a line from 0 to 1: logarithmic, since waits grow from seconds to days. */
export function placeOf(ms: number, lastMs: number): number {
  return lastMs <= 0 ? 0 : Math.log1p(ms / 1000) / Math.log1p(lastMs / 1000)
}

export type DelaysResult = { ok: true; delaysSeconds: number[] } | { ok: false; message: string }

const sizes: Record<string, number> = { s: 1, sec: 1, min: 60, m: 60, h: 3600, d: 86_400 }

/** Reads own delays as people write them: "5 s, 1 min, 2h, 90". Numbers alone are seconds. */
export function parseDelays(text: string, limits: { countMax: number; secondsMax: number }): DelaysResult {
  const parts = text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  if (parts.length === 0) return { ok: false, message: 'Write at least one wait, such as 30 s.' }
  if (parts.length > limits.countMax) return { ok: false, message: `There can be ${limits.countMax} waits at most.` }
  const delaysSeconds: number[] = []
  for (const part of parts) {
    const match = /^(\d+(?:\.\d+)?)\s*(s|sec|m|min|h|d)?$/i.exec(part)
    const seconds = match ? Number(match[1]) * (sizes[(match[2] ?? 's').toLowerCase()] ?? 1) : Number.NaN
    if (Number.isNaN(seconds))
      return { ok: false, message: `"${part.slice(0, 30)}" is no span of time: write it like 30 s, 5 min, 2 h or 1 d.` }
    if (seconds < 1 || seconds > limits.secondsMax) return { ok: false, message: `"${part.slice(0, 30)}" must be between 1 s and 7 d.` }
    delaysSeconds.push(seconds)
  }
  return { ok: true, delaysSeconds }
}

/** Delays as `parseDelays` reads them back. */
export function delaysText(delaysSeconds: readonly number[]): string {
  return delaysSeconds
    .map((seconds) => {
      const [name, size] = units.find(([, unit]) => (seconds * 1000) % unit === 0) ?? ['s', 1000]
      return `${(seconds * 1000) / size} ${name}`
    })
    .join(', ')
}
