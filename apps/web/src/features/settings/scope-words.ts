import type { ApiKeyScope } from '@hookline/schema'

/** What a key of each scope may do. */
export const scopeWords: Record<ApiKeyScope, { label: string; description: string }> = {
  ingest: { label: 'Ingest', description: 'Sends events, and nothing else. For the systems that events come from.' },
  read: { label: 'Read', description: 'Reads everything, previews and simulates; changes nothing.' },
  manage: { label: 'Manage', description: 'Does everything that the API can. Keep it as you keep a password.' },
}
