/** What one process may hold of owed deliveries; more are left in the queue, due for anyone. */
export const heldMax = 5000
export const heldPerEndpointMax = 256
export const heldBytesMax = 64 * 1024 * 1024

/** Counts the deliveries that this process holds, from before they are inserted as leased until their result is written. */
export class HeldMemory {
  #byEndpoint = new Map<string, number>()
  #count = 0
  #bytes = 0

  get count(): number {
    return this.#count
  }

  get free(): number {
    return heldMax - this.#count
  }

  /** Takes a place for a delivery of so many bytes. Out: false where there is none. */
  reserve(endpointId: string, bytes: number): boolean {
    const held = this.#byEndpoint.get(endpointId) ?? 0
    if (this.#count >= heldMax || held >= heldPerEndpointMax || (this.#count > 0 && this.#bytes + bytes > heldBytesMax)) return false
    this.#byEndpoint.set(endpointId, held + 1)
    this.#count++
    this.#bytes += bytes
    return true
  }

  release(endpointId: string, bytes: number): void {
    const held = (this.#byEndpoint.get(endpointId) ?? 0) - 1
    if (held > 0) this.#byEndpoint.set(endpointId, held)
    else this.#byEndpoint.delete(endpointId)
    this.#count--
    this.#bytes -= bytes
  }

  /** Whether an endpoint's share is half free again: the moment at which claiming more for it is worth a statement. */
  hasRoom(endpointId: string): boolean {
    return this.#count <= heldMax / 2 && (this.#byEndpoint.get(endpointId) ?? 0) <= heldPerEndpointMax / 2
  }

  /** Endpoints that may hold no more. */
  fullEndpoints(): string[] {
    return [...this.#byEndpoint].filter(([, held]) => held >= heldPerEndpointMax).map(([id]) => id)
  }
}
