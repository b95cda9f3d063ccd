import {
  deliveryPolicySchema,
  eventTypesSchema,
  groupScope,
  printableText,
  requestTemplateSchema,
  type WebhookShortInput,
} from '@hookline/schema'
import { and, eq, inArray, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { eventTypes as catalogue } from '../db/schema/index.ts'
import { zodProblem } from '../zod-problem.ts'
import type { WebhookLongBody } from './input.ts'

/**
 * Turns the form that callers of other systems know into the long one. Each `scope` is the name of an event type, else of
 * a group and then all its event types, those to come as well, else taken for an event type that is still to come.
 */
export async function fromShortForm(ctx: Ctx, { scope, url, secret, hook_id }: WebhookShortInput): Promise<WebhookLongBody> {
  const scopes = [...new Set(typeof scope === 'string' ? [scope] : scope)]
  check(scopeNames, scopes)
  const eventTypes = await eventTypesOf(ctx, scopes)
  check(eventTypesSchema, eventTypes)
  return {
    ...(hook_id !== undefined && { hookId: hook_id }),
    name: scopes.join(', ').slice(0, 200).trim(),
    description: '',
    status: 'active',
    eventTypes,
    request: requestTemplateSchema.parse({ urls: typeof url === 'string' ? [url] : url }),
    policy: deliveryPolicySchema.parse({}),
    ...(secret !== undefined && { secret }),
  }
}

/** Names of event types or groups: groups may have a slash. */
const scopeNames = z.array(printableText(200))

function check(schema: z.ZodType, names: readonly string[]): void {
  const parsed = schema.safeParse(names)
  if (!parsed.success) throw zodProblem(parsed.error, 'scope')
}

async function eventTypesOf({ services, workspaceId }: Ctx, scopes: readonly string[]): Promise<string[]> {
  const rows = await services.database.db
    .select({ name: catalogue.name, group: catalogue.group })
    .from(catalogue)
    .where(and(eq(catalogue.workspaceId, workspaceId), or(inArray(catalogue.name, [...scopes]), inArray(catalogue.group, [...scopes]))))
  const types = new Set(rows.map(({ name }) => name))
  const groups = new Set(rows.map(({ group }) => group))
  return [...new Set(scopes.map((scope) => (groups.has(scope) && !types.has(scope) ? groupScope(scope) : scope)))]
}
