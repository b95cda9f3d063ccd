/** How much a text weighs as it is sent, in UTF-8: "87 bytes", "12.4 KB". */
export function byteCount(text: string): string {
  return byteWords(new TextEncoder().encode(text).length)
}

/** A number of bytes in words. */
export function byteWords(bytes: number): string {
  if (bytes === 1) return '1 byte'
  if (bytes < 1024) return `${bytes} bytes`
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
