export interface ShownRequest {
  method: string
  url: string
  headers: readonly { name: string; value: string; secret?: boolean | undefined }[]
  body: string | null
}

/**
 * The request as a command for a POSIX shell; nothing in it is expanded by the shell, and nothing changed by curl.
 * Values of secret headers are not known here: a word in angle brackets stands for them.
 */
export function curlOf({ method, url, headers, body }: ShownRequest): string {
  // curl squashes /../ and reads [] and {} in a URL as patterns, unless it is told not to.
  const parts = [`curl --globoff --path-as-is -X ${quoted(method)} --url ${quoted(url)}`]
  for (const { name, value, secret } of headers) {
    // "Name:" would remove a header of curl's own; an empty one is written with a semicolon.
    const text = secret ? `${name}: <${name}>` : value === '' ? `${name};` : `${name}: ${value}`
    parts.push(`-H ${quoted(text)}`)
  }
  if (body !== null) {
    const hasType = headers.some(({ name }) => name.toLowerCase() === 'content-type')
    if (!hasType) parts.push(`-H ${quoted('Content-Type:')}`)
    parts.push(`--data-raw ${quoted(body)}`)
  }
  return parts.join(' \\\n  ')
}

/** One word of a POSIX shell; NUL, which no argument can carry, is left out. */
export function quoted(text: string): string {
  const carried = text.replaceAll('\0', '')
  return /^[A-Za-z0-9_./:-]+$/.test(carried) ? carried : `'${carried.replaceAll("'", "'\\''")}'`
}
