import type { EngineEvent } from './event-scope.ts'
import type { LiveSource } from './match-index.ts'

/** A source and a user as one text. */
export function entryKey(sourceId: string, userId: string): string {
  return `${sourceId} ${userId}`
}

/** What is known of users before a batch, by `entryKey`; asked only for sources that do not let everybody in again. */
export interface Entries {
  /** Who ever entered. */
  readonly entered: ReadonlySet<string>
  /** Who has a run that waits. */
  readonly running: ReadonlySet<string>
}

export const noEntries: Entries = { entered: new Set(), running: new Set() }

/** Who may enter again, event by event of one batch: an event that enters is known to those after it. */
export class Reentries {
  #before: Entries
  #entered = new Set<string>()
  #running = new Set<string>()

  constructor(before: Entries) {
    this.#before = before
  }

  /** Tells whether a source lets the user of an event in. */
  mayEnter({ id, definition }: LiveSource, { userId }: EngineEvent): boolean {
    const { reentry } = definition.trigger
    if (reentry === 'every') return true
    const key = entryKey(id, userId)
    if (reentry === 'oncePerUser') return !this.#before.entered.has(key) && !this.#entered.has(key)
    return !this.#before.running.has(key) && !this.#running.has(key)
  }

  /** Notes that the user of an event has entered, and whether the run waits. */
  note({ id, definition }: LiveSource, { userId }: EngineEvent, isWaiting: boolean): void {
    if (definition.trigger.reentry === 'every') return
    const key = entryKey(id, userId)
    this.#entered.add(key)
    if (isWaiting) this.#running.add(key)
  }
}
