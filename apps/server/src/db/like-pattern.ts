/** The pattern of LIKE that finds a text anywhere, whatever stands in it. */
export function likePattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
}
