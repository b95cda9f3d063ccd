/** A title out of a name: `level_completed` and `levelCompleted` → "Level completed". */
export function humanise(name: string): string {
  const words = name
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .split(/[\s_.:-]+/u)
    .filter((word) => word !== '')
    .map((word) => (/^\p{Lu}\p{Ll}/u.test(word) ? word.toLowerCase() : word))
    .join(' ')
  const [first = ''] = words
  return words === '' ? name : first.toUpperCase() + words.slice(first.length)
}
