import type { Delivery } from '@hookline/schema'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { drizzleOver } from '../db/drizzle-over.ts'
import { uuidOf } from '../ids.ts'
import { conflict, notFound } from '../service-error.ts'
import { readDelivery } from './read.ts'

/**
 * Makes a delivery that waits for its next try due at once; the try is one of its retries. What is held stays held, and
 * what is under way or done is refused: 409 with the reason.
 */
export async function tryDeliveryNow({ ctx, input }: { ctx: Ctx; input: { id: string } }): Promise<Delivery> {
  const { services, workspaceId } = ctx
  const uuid = uuidOf('dlv', input.id)
  if (uuid === null) throw notFound('delivery', input.id)
  const { sql } = services.database
  const state = await sql.begin(async (tx) => {
    const [owed] = await tx<{ isLeased: boolean | null }[]>`
      SELECT due_at = 'infinity' AS "isLeased" FROM queue WHERE workspace_id = ${workspaceId} AND id = ${uuid}::uuid FOR UPDATE`
    if (!owed) return 'done'
    if (owed.isLeased === null) return 'held'
    if (owed.isLeased) return 'under-way'
    // One that is due already keeps its place among those that are.
    await tx`UPDATE queue SET due_at = least(due_at, now()) WHERE workspace_id = ${workspaceId} AND id = ${uuid}::uuid`
    await recordAudit(drizzleOver(sql, tx), ctx, { action: 'delivery.try-now', targetKind: 'delivery', targetId: input.id })
    return 'due'
  })
  if (state === 'due') services.deliver?.wake()
  const delivery = await readDelivery({ ctx, input })
  if (state !== 'due') throw conflict(reasonOf(state, delivery))
  return delivery
}

function reasonOf(state: 'done' | 'held' | 'under-way', { id, status, heldReason }: Delivery): string {
  switch (state) {
    case 'done':
      return `The delivery "${id}" is done already (${status}). Resend it to send it once more.`
    case 'held':
      return `The delivery "${id}" is held (${heldReason ?? 'released by now'}): it is sent by itself when that is over.`
    case 'under-way':
      return `The delivery "${id}" is being sent at this moment: see what comes back.`
  }
}
