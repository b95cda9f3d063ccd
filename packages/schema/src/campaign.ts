import { z } from 'zod'
import { filterOf } from './list.ts'
import { instant, printableText, titleText } from './text.ts'

/** Ids become part of addresses, so a slash cannot be one. */
const campaignId = printableText(255).refine((id) => !id.includes('/'), 'must not have a slash')

/** A campaign, and how many webhooks and automations keep to its events. */
export const campaignSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    webhookCount: z.int(),
    automationCount: z.int(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Campaign' })
export type Campaign = z.infer<typeof campaignSchema>

export const campaignInputSchema = z.strictObject({ id: campaignId.optional(), name: titleText() }).meta({ id: 'CampaignInput' })
export const campaignPatchSchema = z.strictObject({ name: titleText().optional() }).meta({ id: 'CampaignPatch' })
export const campaignQuerySchema = z.object({ q: filterOf(printableText(200)) })
