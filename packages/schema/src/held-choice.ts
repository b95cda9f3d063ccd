import { z } from 'zod'

/** What becomes of held deliveries when nothing holds them any more: sent, dropped, or dropped but for those made since a time. */
export const heldChoiceSchema = z.union([z.enum(['send', 'drop']), z.strictObject({ since: z.iso.datetime({ offset: true }) })])
