import { randomBytes } from 'node:crypto'
import type { EchoBucket, echoBucketInputSchema } from '@hookline/schema'
import type { z } from 'zod'
import { recordAudit } from '../audit/record.ts'
import type { Ctx } from '../context.ts'
import { conflict } from '../service-error.ts'
import { addBuckets, noRoomForBuckets } from './add-buckets.ts'
import { echoHint, plainAnswer, toEchoBucket } from './row.ts'

// 18 bytes are 24 URL-safe characters.
const secretBytes = 18

/** Makes an echo bucket; its secret may be the caller's own. */
export async function createEchoBucket({ ctx, input }: { ctx: Ctx; input: z.output<typeof echoBucketInputSchema> }): Promise<EchoBucket> {
  const { services, workspaceId } = ctx
  const secret = input.secret ?? randomBytes(secretBytes).toString('base64url')
  const { name = 'Echo', answer = plainAnswer } = input
  const bucket = { secret, name, answer, createdAt: new Date(services.clock.now()), lastUsedAt: null }
  return services.database.db.transaction(async (tx) => {
    const { added, hadRoom } = await addBuckets(tx, workspaceId, [bucket])
    if (!hadRoom) throw noRoomForBuckets()
    const [row] = added
    if (!row) throw conflict('There is an echo bucket of that secret already. Choose another, or leave it out.')
    await recordAudit(tx, ctx, {
      ...{ action: 'echo-bucket.create', targetKind: 'echo-bucket', targetId: echoHint(secret) },
      detail: { name, status: answer.status },
    })
    return toEchoBucket(row, services.config)
  })
}
