import type { EventRecord, Page, PageQuery } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { listEvents } from '../events/list.ts'
import { readUser } from './read.ts'

/** What happened to a user, the newest first; 404 for a user that is not known. */
export async function listUserEvents({ ctx, input }: { ctx: Ctx; input: PageQuery & { userId: string } }): Promise<Page<EventRecord>> {
  await readUser({ ctx, input })
  return listEvents({ ctx, input })
}
