import { z } from 'zod'
import { jsonObjectSchema } from './json.ts'
import { filterOf, pageQuery } from './list.ts'
import { instant, printableText } from './text.ts'

/** Bytes of a user's state as JSON, at most, and of what one event or call changes of it. */
export const stateBytesMax = 1024 * 1024
export const statePatchBytesMax = 64 * 1024

/** The end user that events are about (api.md › Events in). `lastSeenAt` is exact to a minute. */
export const userSchema = z
  .object({ id: z.string(), state: jsonObjectSchema, firstSeenAt: instant, lastSeenAt: instant })
  .meta({ id: 'User' })
export type User = z.infer<typeof userSchema>

/** `state` is merged: top level, null deletes. */
export const userPatchSchema = z.strictObject({ state: jsonObjectSchema }).meta({ id: 'UserPatch' })

/** `q` is a part of the id. */
export const userQuerySchema = pageQuery.extend({ q: filterOf(printableText(255)) })
export type UserQuery = z.output<typeof userQuerySchema>
