import type { RequestTemplate } from '@hookline/schema'
import type { StoredSecrets } from '../secrets/take-draft-secrets.ts'
import { type SecretChange, signingName, takeHeader, takeSigning } from '../secrets/take-secrets.ts'
import { invalidFields } from '../service-error.ts'

/** Webhooks are places without a block. */
const nodeId = ''

export interface TakenWebhook {
  /** The request without its secrets; undefined where none was given. */
  request: RequestTemplate | undefined
  changes: SecretChange[]
  hasSecret: boolean
  /** The signing secret that was set, for this answer alone. */
  shown: string | undefined
}

/** Takes the secrets out of what a webhook is given; refuses those that cannot be used (422). */
export function takeWebhookSecrets(
  { request, secret }: { request?: RequestTemplate | undefined; secret?: string | null | undefined },
  { stored, had }: { stored: StoredSecrets; had: boolean },
): TakenWebhook {
  const found = { changes: [] as SecretChange[], errors: [] }
  const names = stored.get(nodeId) ?? new Set<string>()
  const place = { nodeId, stored: names }
  const hasSecret = takeSigning(secret, { ...place, path: '', had }, found)
  const headers = request?.headers.map((header, index) => takeHeader(header, { ...place, path: 'request', index }, found))
  if (found.errors.length > 0) throw invalidFields(found.errors)
  const shown = found.changes.find(({ name }) => name === signingName)?.value ?? undefined
  return { request: request && headers && { ...request, headers }, changes: found.changes, hasSecret, shown }
}
