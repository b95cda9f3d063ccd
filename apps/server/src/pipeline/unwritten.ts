import type { AttemptOutcome } from '../queue/finish.ts'
import type { Owed } from '../queue/owed.ts'
import { PlacesByKey } from './places.ts'

/** A try that was begun and whose result is not written: `outcome` null while it is under way. */
export interface Try<Item> {
  /** What was sent, as it is leased now. */
  item: Item
  outcome: AttemptOutcome | null
}

/** The unwritten tries by their delivery: one of these is not sent again, whatever becomes of its lease before its result is written. */
export class Unwritten<Item extends { owed: Owed }> {
  #tries = new PlacesByKey<Try<Item>>()

  begin(trying: Try<Item>): void {
    this.#tries.set(trying.item.owed.id, trying)
  }

  /** The very try that this item is for, where it was begun before; otherwise null. */
  of({ owed }: Item): Try<Item> | null {
    const trying = this.#tries.get(owed.id)
    return trying?.item.owed.attempts === owed.attempts ? trying : null
  }

  /** The item's result is written. One that was leased anew since is not touched. */
  written(item: Item): void {
    if (this.#tries.get(item.owed.id)?.item === item) this.#tries.delete(item.owed.id)
  }

  /** Nothing will be written of it. */
  forget({ owed }: Item): void {
    this.#tries.delete(owed.id)
  }
}
