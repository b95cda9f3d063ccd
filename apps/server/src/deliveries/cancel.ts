import type { Delivery } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { drizzleOver } from '../db/drizzle-over.ts'
import { uuidOf } from '../ids.ts'
import { cancelOne } from '../queue/cancel.ts'
import { conflict, notFound } from '../service-error.ts'
import { readDelivery } from './read.ts'
import { tellCancelled } from './tell-cancelled.ts'

/** Cancels a delivery that is owed: it is not tried again. One that is on its way at this moment may still arrive. */
export async function cancelDelivery({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Delivery> {
  const { services, workspaceId } = ctx
  const uuid = uuidOf('dlv', input.id)
  if (uuid === null) throw notFound('delivery', input.id)
  const { sql } = services.database
  const wasLeased = await sql.begin(async (tx) => {
    const [owed] = await tx<{ leased: boolean | null }[]>`
      SELECT due_at = 'infinity' AS leased FROM queue WHERE workspace_id = ${workspaceId} AND id = ${uuid}::uuid FOR UPDATE`
    if (!owed) return null
    await cancelOne(tx, { workspaceId, id: uuid })
    if (owed.leased) await tellCancelled(tx, uuid)
    await recordAudit(drizzleOver(sql, tx), ctx, { action: 'delivery.cancel', targetKind: 'delivery', targetId: input.id })
    return owed.leased === true
  })
  if (wasLeased) services.deliver?.forget(uuid)
  const delivery = await readDelivery({ ctx, input })
  if (wasLeased === null) throw conflict(`The delivery "${input.id}" is done already (${delivery.status}): there is nothing to cancel.`)
  return delivery
}
