/** Whether the text has at most `most` bytes of UTF-8; counts only where it could have more. */
export function isWithinBytes(text: string, most: number): boolean {
  if (text.length * 3 <= most) return true
  let bytes = 0
  for (let i = 0; i < text.length && bytes <= most; i++) {
    const code = text.charCodeAt(i)
    if (code < 0x80) bytes += 1
    else if (code < 0x800 || (code & 0xf800) === 0xd800) bytes += 2
    else bytes += 3
  }
  return bytes <= most
}
