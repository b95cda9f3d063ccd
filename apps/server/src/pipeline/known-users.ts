/** Users remembered in each of two generations. */
const generationMax = 50_000

/**
 * Users that are certainly in the database: none is ever removed, so nobody need make them again. Bounded: when a
 * generation is full, the one before it is forgotten.
 */
export class KnownUsers {
  #young = new Set<string>()
  #old = new Set<string>()

  has(userId: string): boolean {
    return this.#young.has(userId) || this.#old.has(userId)
  }

  /** Remembers users after the commit that made or found them. */
  add(userIds: Iterable<string>): void {
    for (const userId of userIds) {
      if (this.#young.has(userId)) continue
      if (this.#young.size >= generationMax) {
        this.#old = this.#young
        this.#young = new Set()
      }
      this.#young.add(userId)
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
