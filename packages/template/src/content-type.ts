import type { Diagnostic } from '@hookline/schema'

/** A media type with its parameters (RFC 9110 § 8.3.1). */
const mediaType =
  /^[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+(?:[\t ]*;[\t ]*[!#$%&'*+.^_`|~0-9a-z-]+=(?:[!#$%&'*+.^_`|~0-9a-z-]+|"[\t\x20!#-[\]-~]*"))*$/i

/** In: a content type, which is plain text and no template. Out: an error if it is no media type. */
export function checkContentType(contentType: string): Diagnostic[] {
  if (mediaType.test(contentType)) return []
  const message = `"${contentType.slice(0, 80)}" is no content type`
  return [{ severity: 'error', code: 'request.content-type', message, fix: 'write it like application/json', path: 'contentType' }]
}
