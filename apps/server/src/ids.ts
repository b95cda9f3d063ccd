import { randomFillSync } from 'node:crypto'
import { V7Generator } from 'uuidv7'

/** What an id names; its prefix says so wherever it is read. */
export type IdPrefix = 'aud' | 'aut' | 'dlv' | 'ech' | 'ep' | 'evt' | 'job' | 'key' | 'mbr' | 'msg' | 'run' | 'whk'

// Random numbers by the thousand: one system call for each would cost more than the rest of an id.
const random = new Uint32Array(2048)
let randomNext = random.length

function nextUint32(): number {
  if (randomNext >= random.length) {
    randomFillSync(random)
    randomNext = 0
  }
  return random[randomNext++] ?? 0
}

const generator = new V7Generator({ nextUint32 })
// A clock that was set back by less than this keeps the last time, so that ids of one process stay in order.
const rollbackAllowanceMs = 10_000

/** A new UUIDv7 (RFC 9562 §5.7) of the given time in epoch milliseconds; those of one process ascend. */
export function newUuid(nowMs: number): string {
  return textOf(generator.generateOrResetCore(nowMs, rollbackAllowanceMs).bytes)
}

// One text of 36 bytes where the library's own leaves a kilobyte of pieces, and each delivery has three ids.
const text = Buffer.alloc(36, '-')
const digits = Buffer.from('0123456789abcdef')

function textOf(bytes: Readonly<Uint8Array>): string {
  let at = 0
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) at++
    const byte = bytes[i] ?? 0
    text[at++] = digits[byte >> 4] ?? 0
    text[at++] = digits[byte & 15] ?? 0
  }
  return text.toString('latin1')
}

/** A UUID as the API shows it: `dlv_` and 32 hex digits. */
export function publicId(prefix: IdPrefix, uuid: string): string {
  return `${prefix}_${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(14, 18)}${uuid.slice(19, 23)}${uuid.slice(24)}`
}

/** The UUID behind a public id, or null for a text that is none of that prefix. */
export function uuidOf(prefix: IdPrefix, id: string): string | null {
  const hex = id.startsWith(`${prefix}_`) ? id.slice(prefix.length + 1) : ''
  return /^[0-9a-f]{32}$/.test(hex) ? hyphenated(hex) : null
}

/** Epoch milliseconds that a UUIDv7 carries. */
export function timeOf(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16)
}

/** The smallest UUID of an instant: the bound of a partition, or of a range of time. */
export function uuidFloor(ms: number): string {
  const clamped = Math.min(Math.max(Math.trunc(ms), 0), 2 ** 48 - 1)
  return hyphenated(clamped.toString(16).padStart(12, '0').padEnd(32, '0'))
}

function hyphenated(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
