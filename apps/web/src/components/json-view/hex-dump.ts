/** Bytes that are written out: so many lines are read by nobody. */
export const hexBytesMax = 4096
const lineBytes = 16

/** The bytes behind base64. */
export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}

/** Bytes as hex, sixteen a line, each line with its place before it and what can be read of it behind it. */
export function hexDump(bytes: Uint8Array): string {
  const shown = bytes.subarray(0, hexBytesMax)
  const lines: string[] = []
  for (let at = 0; at < shown.length; at += lineBytes) {
    const line = [...shown.subarray(at, at + lineBytes)]
    const hex = line.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const text = line.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(4, '0')}  ${hex.padEnd(3 * lineBytes)} ${text}`)
  }
  return lines.join('\n')
}
