import { deliveryPolicySchema, type GraphNode, requestTemplateSchema, type SendBlockInput, type SentCalls } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { loadTrial } from '../events/trial.ts'
import { placeKey, withSecretHeaders } from '../live/open-secrets.ts'
import { sendOnce } from '../requests/send-once.ts'
import { openSecretsOf } from '../secrets/open-of-source.ts'
import { invalidField } from '../service-error.ts'
import { findAutomation } from './find.ts'

/** Calls, once and for real, what a WebHook block of the draft calls for a tried event. Nothing of it is kept but who did it. */
export async function sendBlock({ ctx, input }: { ctx: Ctx; input: SendBlockInput & { id: string } }): Promise<SentCalls> {
  const { db } = ctx.services.database
  const { row } = await findAutomation(db, ctx, input)
  const node = row.draft.nodes.find(({ id }) => id === input.nodeId)
  if (node?.type !== 'webhook') throw invalidField('nodeId', 'node.not-webhook', 'is not the id of a WebHook block of the draft')
  const { request, policy } = read(node)
  const { headers, signing } = await openSecretsOf(ctx, row.id)
  const place = placeKey(row.id, node.id)
  const trial = await loadTrial({ ctx, input })
  const sent = await sendOnce(ctx, {
    request: withSecretHeaders(request, headers.get(place)),
    keys: signing.get(place) ?? [],
    trial,
    timeoutMs: policy.timeoutMs,
  })
  const detail = {
    name: row.name,
    nodeId: node.id,
    statuses: sent.calls.map(({ response, error }) => response?.status ?? error?.code ?? null),
  }
  await recordAudit(db, ctx, { action: 'automation.send', targetKind: 'automation', targetId: input.id, detail })
  return sent
}

function read({ config }: GraphNode) {
  const request = requestTemplateSchema.safeParse(config.request ?? {})
  const policy = deliveryPolicySchema.safeParse(config.policy ?? {})
  if (!request.success || !policy.success)
    throw invalidField('nodeId', 'node.invalid', 'names a block whose settings cannot be read: mend them first')
  return { request: request.data, policy: policy.data }
}
