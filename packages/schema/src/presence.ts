import { z } from 'zod'
import { instant } from './text.ts'

/** The name that a page makes for its window: one for each time that it opens a draft. */
export const windowIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, 'must have 8–64 URL-safe characters (letters, digits, - and _)')

/** A member who has an automation's draft open in a window. */
export const presenceSchema = z
  .object({ member: z.object({ email: z.string(), name: z.string() }), windowId: z.string(), since: instant })
  .meta({ id: 'Presence' })
export type Presence = z.infer<typeof presenceSchema>

/** Every window that has a draft open. */
export const presenceListSchema = z.object({ items: z.array(presenceSchema) }).meta({ id: 'PresenceList' })
export type PresenceList = z.infer<typeof presenceListSchema>
