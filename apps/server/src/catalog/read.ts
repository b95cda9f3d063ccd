import type { catalogSchema } from '@hookline/schema'
import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import { loadCatalog } from './load-catalog.ts'

/** What is known of events and users, for who checks drafts elsewhere. */
export async function readCatalog({ ctx }: { ctx: Ctx }): Promise<z.infer<typeof catalogSchema>> {
  // Its schemas were read from JSON columns.
  return (await loadCatalog(ctx)) as z.infer<typeof catalogSchema>
}
