import { type Delivery, deliveryPolicySchema, type ResendInput } from '@hookline/schema'
import type { RenderFailureCode } from '@hookline/template'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import type { Sql, Tx } from '../db/client.ts'
import { drizzleOver } from '../db/drizzle-over.ts'
import { newUuid, publicId, uuidOf } from '../ids.ts'
import type { Live } from '../live/load.ts'
import { permissionOf } from '../pipeline/permission.ts'
import type { RenderedCall } from '../pipeline/render-call.ts'
import { insertOwed } from '../queue/insert.ts'
import { insertUndelivered } from '../queue/insert-undelivered.ts'
import { conflict, notFound } from '../service-error.ts'
import { type DoneDelivery, findDone } from './find-done.ts'
import { readDelivery } from './read.ts'
import { renderAgain } from './render-again.ts'

type Input = ResendInput & { id: string }

interface ToResend {
  sql: Sql
  uuid: string
  input: Input
  /** Whether it is noted by itself; one of many is noted with them. */
  isAudited?: boolean
}

/** Sends a delivery once more, as a new one: its stored bytes, or rendered again. Not while it is still owed. */
export async function resendDelivery({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Delivery> {
  const { services } = ctx
  const uuid = uuidOf('dlv', input.id)
  if (uuid === null) throw notFound('delivery', input.id)
  const { sql } = services.database
  const id = await sql.begin((tx) => resendIn(tx, ctx, { sql, uuid, input }))
  services.deliver?.wake()
  return readDelivery({ ctx, input: { id } })
}

/** One resend in the caller's transaction. Out: the new delivery's id. */
export async function resendIn(tx: Tx, ctx: Ctx, { sql, uuid, input, isAudited = true }: ToResend): Promise<string> {
  const { workspaceId } = ctx
  const live = await lockLive(tx, ctx)
  const done = await findDone(tx, { workspaceId, uuid, id: input.id })
  const permission = permissionOf(done, live)
  if (permission === 'cancel') {
    throw conflict(`Its ${done.sourceKind} was deleted, and nothing is sent for it any more. Make it again and send the event once more.`)
  }
  const made = input.render === 'again' ? await renderAgain(tx, ctx, { done, live }) : storedAgain(ctx, { done, live, input })
  const owed = { ...made.owed, resentFrom: done.id }
  const state = permission === 'send' ? (ctx.services.health.heldReason(owed.endpointId) ?? 'due') : permission
  if (made.ok) await insertOwed(tx, [{ owed, state }], null)
  else await insertUndelivered(tx, [{ owed, error: made.error, message: made.message }])
  const id = publicId('dlv', owed.id)
  const detail = { resentFrom: input.id, render: input.render }
  if (isAudited) await recordAudit(drizzleOver(sql, tx), ctx, { action: 'delivery.resend', targetKind: 'delivery', targetId: id, detail })
  return id
}

/** The definitions as they are now, until this transaction ends: who turns a switch waits for it, and then sees its rows. */
async function lockLive(tx: Tx, { services, workspaceId }: Ctx): Promise<Live> {
  const [row] = await tx<{ generation: string }[]>`SELECT generation FROM workspaces WHERE id = ${workspaceId} FOR SHARE`
  return services.live.ensure(Number(row?.generation ?? 0))
}

const notRendered: ReadonlySet<string> = new Set<RenderFailureCode>(['invalid-body', 'invalid-header', 'invalid-url', 'render-limit'])

/** The same bytes, and the same message unless a new one is asked for; tried by the policy that its source has today. */
function storedAgain(ctx: Ctx, { done, live, input }: { done: DoneDelivery; live: Live; input: Input }): RenderedCall[number] {
  const { status, error, ...stored } = done
  if (status === 'undelivered' && stored.attempts === 0 && error !== null && notRendered.has(error)) {
    throw conflict(
      'It could not be rendered, so nothing is stored that could be sent. Correct the template and resend it with "render": "again".',
    )
  }
  const nowMs = ctx.services.clock.now()
  const messageId = input.newMessage ? newUuid(nowMs) : stored.messageId
  const policy = live.findCall(stored.sourceId, stored.nodeId)?.request.policy ?? deliveryPolicySchema.parse({})
  const { timeoutMs, success, retry } = policy
  return { ok: true, owed: { ...stored, id: newUuid(nowMs), messageId, attempts: 0, timeoutMs, success, retry } }
}
