import { z } from 'zod'
import { instant, titleText } from './text.ts'

export const apiKeyScopes = ['ingest', 'read', 'manage'] as const
export type ApiKeyScope = (typeof apiKeyScopes)[number]

/** A key as lists show it; `key` itself is in the answer to the call that made it, and nowhere else. */
export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scope: z.enum(apiKeyScopes),
    hint: z.string(),
    createdAt: instant,
    createdBy: z.string(),
    lastUsedAt: instant.nullable(),
    key: z.string().optional(),
  })
  .meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKeySchema>

export const apiKeyInputSchema = z.strictObject({ name: titleText(100), scope: z.enum(apiKeyScopes) }).meta({ id: 'ApiKeyInput' })
