import { createSecretKey, type KeyObject } from 'node:crypto'
import type { RequestTemplate } from '@hookline/schema'
import { parseSecret } from '@hookline/webhook'
import type { Sealer } from '../seal.ts'
import type { SecretRow } from './rows.ts'

/** Names a place that has secrets: a webhook (no node) or a WebHook block. */
export function placeKey(sourceId: string, nodeId: string | null): string {
  return `${sourceId}/${nodeId ?? ''}`
}

/** The request with the values of its secret headers, which definitions do not hold. */
export function withSecretHeaders(request: RequestTemplate, values: ReadonlyMap<string, string> | undefined): RequestTemplate {
  return {
    ...request,
    headers: request.headers.map((header) =>
      header.secret ? { ...header, value: header.value ?? values?.get(header.name.toLowerCase()) ?? '' } : header,
    ),
  }
}

/** Opens what is sealed: values of secret headers by place and name, signing keys by place. */
export function openSecrets(rows: readonly SecretRow[], sealer: Sealer) {
  const headers = new Map<string, Map<string, string>>()
  const signing = new Map<string, KeyObject[]>()
  for (const { sourceId, nodeId, name, sealed } of rows) {
    const place = placeKey(sourceId, nodeId)
    const text = sealer.open(sealed)
    if (name === '') {
      const parsed = parseSecret(text)
      if (!parsed.ok) throw new Error('a signing secret in the database is damaged')
      signing.set(place, [...(signing.get(place) ?? []), createSecretKey(parsed.keyBase64, 'base64')])
    } else {
      const values = headers.get(place) ?? new Map<string, string>()
      if (!values.has(name)) values.set(name, text)
      headers.set(place, values)
    }
  }
  return { headers, signing }
}
