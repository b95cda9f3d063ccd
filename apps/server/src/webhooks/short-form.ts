import { deliveryPolicySchema, eventTypesSchema, requestTemplateSchema, type WebhookShortInput } from '@hookline/schema'
import { and, eq, inArray, or } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { eventTypes } from '../db/schema/index.ts'
import { zodProblem } from '../http/problem.ts'
import type { WebhookLongBody } from './input.ts'

/**
 * Turns the form that callers of other systems know into the long one. Each `scope` is the name of an event type, else of
 * a group and then all event types that it has now, else taken for an event type that is still to come.
 */
export async function fromShortForm(ctx: Ctx, { scope, url, secret, hook_id }: WebhookShortInput): Promise<WebhookLongBody> {
  const scopes = [...new Set(typeof scope === 'string' ? [scope] : scope)]
  const parsed = eventTypesSchema.safeParse(await eventTypesOf(ctx, scopes))
  if (!parsed.success) throw zodProblem(parsed.error, 'scope')
  return {
    ...(hook_id !== undefined && { hookId: hook_id }),
    name: scopes.join(', ').slice(0, 200).trim(),
    description: '',
    status: 'active',
    eventTypes: parsed.data,
    request: requestTemplateSchema.parse({ urls: typeof url === 'string' ? [url] : url }),
    policy: deliveryPolicySchema.parse({}),
    ...(secret !== undefined && { secret }),
  }
}

async function eventTypesOf({ services, workspaceId }: Ctx, scopes: readonly string[]): Promise<string[]> {
  const rows = await services.database.db
    .select({ name: eventTypes.name, group: eventTypes.group })
    .from(eventTypes)
    .where(and(eq(eventTypes.workspaceId, workspaceId), or(inArray(eventTypes.name, [...scopes]), inArray(eventTypes.group, [...scopes]))))
    .orderBy(eventTypes.name)
  const names = scopes.flatMap((scope) => {
    const members = rows.filter(({ group }) => group === scope).map(({ name }) => name)
    return rows.some(({ name }) => name === scope) || members.length === 0 ? [scope] : members
  })
  return [...new Set(names)]
}
