import type { ApiKey } from '@hookline/schema'
import type { apiKeys } from '../db/schema/index.ts'
import { publicId } from '../ids.ts'

export function toApiKey(row: typeof apiKeys.$inferSelect): ApiKey {
  return {
    id: publicId('key', row.id),
    name: row.name,
    scope: row.scope,
    hint: row.hint,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}
