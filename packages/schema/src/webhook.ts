import { z } from 'zod'
import { conditionGroupSchema } from './condition.ts'
import { eventTypeName } from './event.ts'
import { heldChoiceSchema } from './held-choice.ts'
import { deliveryPolicySchema } from './policy.ts'
import { requestTemplateSchema, urlsMax } from './request-template.ts'
import { groupOfScope } from './subscription.ts'
import { instant, printableText, proseText, titleText } from './text.ts'

export const webhookStatuses = ['active', 'inactive'] as const

/** The caller's own name for a webhook; it stands in addresses. */
const hookId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:~-]*$/, 'must have letters, digits, and . _ : ~ - only')
  .refine((id) => !id.startsWith('whk_'), 'must not begin with "whk_": such ids are made by Hookline')

/** All types of a group: its name with `/*` behind it. */
const groupName = printableText(102).refine((name) => groupOfScope(name) !== null, 'must not have a slash, but for "/*" behind a group')

/** What a subscription is for: event types, groups of them (`user_activity/*`, those to come as well), or `*` alone. */
export const eventTypesSchema = z
  .array(z.union([z.literal('*'), eventTypeName, groupName]))
  .min(1, 'must name at least one event type, or "*" for all')
  .max(200)
  .refine((types) => types.length === 1 || !types.includes('*'), '"*" stands for all event types and must be alone')

/** A subscription (api.md › Webhooks). `secret` is in the answer to the call that set it, and nowhere else. */
export const webhookSchema = z
  .object({
    id: z.string(),
    hookId: z.string().nullable(),
    name: z.string(),
    description: z.string(),
    status: z.enum(webhookStatuses),
    eventTypes: z.array(z.string()),
    campaignId: z.string().nullable(),
    condition: conditionGroupSchema.nullable(),
    request: requestTemplateSchema,
    policy: deliveryPolicySchema,
    hasSecret: z.boolean(),
    secret: z.string().optional(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof webhookSchema>

const secret = z.string().max(200)

export const webhookInputSchema = z
  .strictObject({
    hookId: hookId.optional(),
    name: titleText(),
    description: proseText().default(''),
    status: z.enum(webhookStatuses).default('active'),
    eventTypes: eventTypesSchema,
    campaignId: printableText(255).nullish(),
    condition: conditionGroupSchema.nullish(),
    request: requestTemplateSchema,
    policy: deliveryPolicySchema.prefault({}),
    secret: secret.nullish(),
  })
  .meta({ id: 'WebhookInput' })
export type WebhookInput = z.infer<typeof webhookInputSchema>

/** The form that callers of other systems know: scope, url, secret, hook_id. */
export const webhookShortInputSchema = z
  .strictObject({
    scope: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
    url: z.union([z.string(), z.array(z.string()).min(1).max(urlsMax)]),
    secret: secret.nullish(),
    hook_id: hookId.optional(),
  })
  .meta({ id: 'WebhookShortInput' })
export type WebhookShortInput = z.infer<typeof webhookShortInputSchema>

/**
 * `request` and `policy` are replaced whole; `secret: null` removes the secret. `held` goes with `status: active` alone and
 * says what becomes of what the inactive webhook held.
 */
export const webhookPatchSchema = z
  .strictObject({
    hookId: hookId.nullable(),
    name: titleText(),
    description: proseText(),
    status: z.enum(webhookStatuses),
    eventTypes: eventTypesSchema,
    campaignId: printableText(255).nullable(),
    condition: conditionGroupSchema.nullable(),
    request: requestTemplateSchema,
    policy: deliveryPolicySchema,
    secret: secret.nullable(),
    held: heldChoiceSchema,
  })
  .partial()
  .meta({ id: 'WebhookPatch' })
export type WebhookPatch = z.infer<typeof webhookPatchSchema>

/** A secret is replaced by a new one; the former signs beside it for so many hours (7 days at most), 24 by default. */
export const rotateSecretInputSchema = z
  .strictObject({ overlapHours: z.number().min(0).max(168).default(24), secret })
  .partial({ secret: true })
  .meta({ id: 'RotateSecretInput' })
export type RotateSecretInput = z.output<typeof rotateSecretInputSchema>
