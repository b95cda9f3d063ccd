import { isUtf8 } from 'node:buffer'
import type { EchoBucket, EchoRequest } from '@hookline/schema'
import type { Config } from '../config.ts'
import type { echoBuckets, echoRequests } from '../db/schema/index.ts'
import { publicId, timeOf } from '../ids.ts'

/** What a bucket answers until it is told otherwise. */
export const plainAnswer = { status: 200, delayMs: 0, body: '' } as const

/** The address that a bucket receives at. */
export function echoUrl({ publicUrl }: Pick<Config, 'publicUrl'>, secret: string): string {
  return `${publicUrl.href.replace(/\/$/, '')}/echo-send/${secret}/`
}

/** The topic of the live stream that follows a bucket. */
export function echoTopic(secret: string): `echo:${string}` {
  return `echo:${secret}`
}

/** A bucket's name for logs and the audit, where its secret must not stand. */
export function echoHint(secret: string): string {
  return `${secret.slice(0, 3)}…`
}

export function toEchoBucket(row: typeof echoBuckets.$inferSelect, config: Pick<Config, 'publicUrl'>): EchoBucket {
  const { secret, name, answer, createdAt, lastUsedAt } = row
  return {
    ...{ secret, name, url: echoUrl(config, secret), answer },
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}

export function toEchoRequest(row: Omit<typeof echoRequests.$inferSelect, 'workspaceId' | 'secret'>): EchoRequest {
  const isText = isUtf8(row.body)
  return {
    id: publicId('ech', row.id),
    receivedAt: new Date(timeOf(row.id)).toISOString(),
    method: row.method,
    path: row.path,
    query: queryOf(row.query),
    headers: headersOf(row.headers),
    body: row.body.toString(isText ? 'utf8' : 'base64'),
    bodyEncoding: isText ? 'utf8' : 'base64',
  }
}

// Names come from strangers: Object.fromEntries defines them one by one, so none reaches a prototype.

function queryOf(text: string): EchoRequest['query'] {
  const query = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    const before = query.get(name)
    query.set(name, before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value])
  }
  return Object.fromEntries(query)
}

/** One value per name: repeated headers are joined as RFC 9110 section 5.3 joins them. */
function headersOf(pairs: readonly [string, string][]): EchoRequest['headers'] {
  const headers = new Map<string, string>()
  for (const [name, value] of pairs) {
    const lower = name.toLowerCase()
    const before = headers.get(lower)
    headers.set(lower, before === undefined ? value : `${before}, ${value}`)
  }
  return Object.fromEntries(headers)
}
