import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { instant } from './text.ts'

/** The end user that events are about (api.md › Events in). */
export const userSchema = z
  .object({ id: z.string(), state: jsonObjectSchema, firstSeenAt: instant, lastSeenAt: instant })
  .meta({ id: 'User' })
export type User = z.infer<typeof userSchema>

/** `state` is merged: top level, null deletes. */
export const userPatchSchema = z.strictObject({ state: jsonObjectSchema }).meta({ id: 'UserPatch' })
