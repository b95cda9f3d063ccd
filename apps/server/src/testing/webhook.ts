import { conditionGroupSchema, deliveryPolicySchema, requestTemplateSchema } from '@hookline/schema'
import type { z } from 'zod'
import { firstWorkspaceId } from '../context.ts'
import { endpoints, secrets, webhooks } from '../db/schema/index.ts'
import { newUuid, publicId } from '../ids.ts'
import { bumpGeneration } from '../live/bump.ts'
import type { TestHookline } from './hookline.ts'

export interface TestWebhook {
  eventType: string
  request: z.input<typeof requestTemplateSchema>
  policy?: z.input<typeof deliveryPolicySchema>
  condition?: z.input<typeof conditionGroupSchema>
  name?: string
  hookId?: string
}

/** Puts a webhook into the database and makes it live. Out: its public id. */
export async function makeWebhook({ hookline }: TestHookline, input: TestWebhook): Promise<string> {
  const { database, sealer } = hookline.services
  const workspaceId = firstWorkspaceId
  const id = newUuid(Date.now())
  const request = requestTemplateSchema.parse(input.request)
  await database.db.transaction(async (tx) => {
    await tx.insert(webhooks).values({
      ...{ workspaceId, id, name: input.name ?? 'A webhook', hookId: input.hookId ?? null, status: 'active' as const },
      eventTypes: [input.eventType],
      condition: input.condition ? conditionGroupSchema.parse(input.condition) : null,
      request: { ...request, headers: request.headers.map(({ value, ...header }) => (header.secret ? header : { ...header, value })) },
      policy: deliveryPolicySchema.parse(input.policy ?? {}),
    })
    await tx.insert(endpoints).values(
      request.urls.map((url) => ({
        workspaceId,
        id: newUuid(Date.now()),
        sourceKind: 'webhook' as const,
        sourceId: id,
        nodeId: '',
        url,
      })),
    )
    for (const { name, value, secret } of request.headers) {
      const sealed = sealer.seal(value ?? '')
      if (secret)
        await tx
          .insert(secrets)
          .values({ workspaceId, id: newUuid(Date.now()), sourceId: id, nodeId: '', name: name.toLowerCase(), sealed })
    }
    await bumpGeneration(tx, workspaceId)
  })
  return publicId('whk', id)
}
