/**
 * An id of so many random bytes in hex digits. Not `randomUUID`: a Hookline that is called over plain HTTP by its name in a
 * company's network has none.
 */
export function newId(bytes = 6): string {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
