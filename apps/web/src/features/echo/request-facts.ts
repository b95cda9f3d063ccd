import type { EchoRequest } from '@hookline/schema'

/** The part of the path below the bucket's own, with the query as it is read: "/crm?u=u-42". */
export function requestTarget({ path, query }: Pick<EchoRequest, 'path' | 'query'>, secret: string): string {
  const before = `/echo-send/${secret}`
  const at = path.indexOf(before)
  const below = at < 0 ? path : path.slice(at + before.length)
  const pairs = queryPairs(query).map(({ name, value }) => `${name}=${value}`)
  return `${below === '' ? '/' : below}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`
}

/** Names and values of the query, those of one name beside each other. */
export function queryPairs(query: EchoRequest['query']): { name: string; value: string }[] {
  return Object.entries(query).flatMap(([name, value]) => [value].flat().map((one) => ({ name, value: one })))
}

/** How many bytes the body has. */
export function bodySize({ body, bodyEncoding }: Pick<EchoRequest, 'body' | 'bodyEncoding'>): number {
  if (bodyEncoding === 'base64') return (body.length / 4) * 3 - (body.endsWith('==') ? 2 : body.endsWith('=') ? 1 : 0)
  return new TextEncoder().encode(body).length
}
