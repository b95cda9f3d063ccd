import { z } from 'zod'
import { instant } from './text.ts'

const secretName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'must be 1 to 64 letters, digits, dots, hyphens or underscores')

/** A named secret of the workspace, by which templates sign (`hmacSha256`); its value is never shown. */
export const secretSchema = z.object({ name: z.string(), createdAt: instant }).meta({ id: 'Secret' })
export type Secret = z.infer<typeof secretSchema>

export const secretInputSchema = z.strictObject({ name: secretName, value: z.string().min(1).max(4096) }).meta({ id: 'SecretInput' })
export type SecretInput = z.output<typeof secretInputSchema>

/** Secrets of one workspace, at most. */
export const secretsMax = 100
