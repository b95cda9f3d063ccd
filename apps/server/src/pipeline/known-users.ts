/** Users remembered in each of two generations. */
const generationMax = 50_000

/** `last_seen_at` is exact to this, but for users whose state changes: those are written anyway. */
export const lastSeenExactMs = 60_000

/**
 * Users that are certainly in the database: none is ever removed, so nobody need make them again; and until when what it says of
 * their last event is exact enough, so that nobody need look. Bounded: when a generation is full, the one before it is forgotten.
 */
export class KnownUsers {
  // In whole seconds, which V8 keeps in the table itself.
  #young = new Map<string, number>()
  #old = new Map<string, number>()

  has(userId: string): boolean {
    return this.#young.has(userId) || this.#old.has(userId)
  }

  /** Whether there is nothing to be written of a user who is seen now. */
  wasSeenLately(userId: string, nowMs: number): boolean {
    const seconds = this.#young.get(userId) ?? this.#old.get(userId)
    return seconds !== undefined && seconds * 1000 > nowMs
  }

  /** Remembers users after the commit that made or found them, each with the time until which it need not be marked as seen. */
  add(users: Iterable<readonly [userId: string, untilMs: number]>): void {
    for (const [userId, untilMs] of users) {
      if (this.#young.size >= generationMax && !this.#young.has(userId)) {
        this.#old = this.#young
        this.#young = new Map()
      }
      this.#young.set(userId, Math.floor(untilMs / 1000))
    }
  }

  /** Forgets all: the database is not the one that they were seen in. */
  clear(): void {
    this.#young.clear()
    this.#old.clear()
  }
}

/** A user who was known is not there: somebody has restored an older database. The batch is decided again. */
export class UserGone extends Error {}
