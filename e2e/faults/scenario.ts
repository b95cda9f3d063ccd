import { setTimeout as delay } from 'node:timers/promises'

/** Something measured, and what it may be. */
export interface Figure {
  name: string
  value: number
  unit?: string
  atMost?: number
  atLeast?: number
}

export interface Run {
  /** Everything at full size; otherwise the same in small, for `npm test`. */
  isFull: boolean
  /** A new folder, removed at the end. */
  folder: string
  /** Undoes something when the scenario is over, however it ended; the last first. */
  onEnd(undo: () => unknown): void
}

/** A fault that is put to the running product. Throws where it cannot even be carried out. */
export interface Scenario {
  name: string
  title: string
  run(run: Run): Promise<Figure[]>
}

export function isKept({ value, atMost, atLeast }: Figure): boolean {
  return !(Number.isNaN(value) || (atMost !== undefined && value > atMost) || (atLeast !== undefined && value < atLeast))
}

/** Asks again until it is so; throws with `what` when the time is over. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await isSo())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs / 1000} s: ${what}`)
    await delay(20)
  }
}

/** The value that so large a share of them does not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? Number.NaN
}

export function largest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0)
}
