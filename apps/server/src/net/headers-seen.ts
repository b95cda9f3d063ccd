/** Header names and values as they came, one entry each; shared by all answers that had the same ones. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[]

const nothing: HeaderPairs = []

/**
 * The headers of a receiver's answers. Most answers of one receiver have the headers of the one before, byte for byte:
 * then they are the same list, not another one of the same texts.
 */
export class HeadersSeen {
  #bytes = Buffer.alloc(0)
  #ends: number[] = []
  #pairs: HeaderPairs = nothing

  /**
   * In: names and values alternating. Out: pairs of text; where they came as bytes, Latin-1 loses none of them (RFC 9110
   * section 5.5).
   */
  read(raw: readonly (Buffer | string)[]): HeaderPairs {
    if (this.#isSame(raw)) return this.#pairs
    const parts = raw.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))
    let end = 0
    this.#ends = parts.map((part) => {
      end += part.length
      return end
    })
    // A copy: what came is a part of all that was read, and would keep it.
    this.#bytes = Buffer.concat(parts)
    const texts = this.#ends.map((to, index) => this.#bytes.toString('latin1', this.#ends[index - 1] ?? 0, to))
    const pairs: [string, string][] = []
    for (let index = 0; index + 1 < texts.length; index += 2) pairs.push([texts[index] ?? '', texts[index + 1] ?? ''])
    this.#pairs = pairs
    return pairs
  }

  #isSame(raw: readonly (Buffer | string)[]): boolean {
    if (raw.length !== this.#ends.length) return false
    let at = 0
    for (let index = 0; index < raw.length; index++) {
      const part = raw[index]
      if (part === undefined || at + part.length !== this.#ends[index]) return false
      const isText = typeof part === 'string'
      for (let i = 0; i < part.length; i++) if ((isText ? part.charCodeAt(i) : part[i]) !== this.#bytes[at++]) return false
    }
    return true
  }
}
