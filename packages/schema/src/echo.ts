import { z } from 'zod'
import { instant, titleText } from './text.ts'

/** The secret that names a bucket; whoever knows it may read the bucket. */
export const echoSecret = z.string().regex(/^[A-Za-z0-9_-]{8,128}$/, 'must have 8–128 URL-safe characters (letters, digits, - and _)')

/** What a bucket answers; without it 200 at once. */
export const echoAnswerSchema = z.strictObject({
  status: z.int().min(200).max(599).default(200),
  delayMs: z.int().min(0).max(60_000).default(0),
  body: z
    .string()
    .max(64 * 1024)
    .default(''),
})
export type EchoAnswer = z.infer<typeof echoAnswerSchema>

/** One request that a bucket received. */
export const echoRequestSchema = z
  .object({
    id: z.string(),
    receivedAt: instant,
    method: z.string(),
    path: z.string(),
    query: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    headers: z.record(z.string(), z.string()),
    body: z.string(),
    bodyEncoding: z.enum(['utf8', 'base64']),
  })
  .meta({ id: 'EchoRequest' })
export type EchoRequest = z.infer<typeof echoRequestSchema>

export const echoBucketSchema = z
  .object({
    secret: z.string(),
    name: z.string(),
    url: z.string(),
    answer: echoAnswerSchema,
    createdAt: instant,
    lastUsedAt: instant.nullable(),
  })
  .meta({ id: 'EchoBucket' })
export type EchoBucket = z.infer<typeof echoBucketSchema>

export const echoBucketInputSchema = z
  .strictObject({ secret: echoSecret.optional(), name: titleText(100).optional(), answer: echoAnswerSchema.optional() })
  .meta({ id: 'EchoBucketInput' })
export const echoBucketPatchSchema = z
  .strictObject({ name: titleText(100), answer: echoAnswerSchema })
  .partial()
  .meta({ id: 'EchoBucketPatch' })
