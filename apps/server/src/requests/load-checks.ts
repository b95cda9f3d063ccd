import type { CheckRequest } from '@hookline/engine'
import type { Catalog } from '@hookline/schema'
import { loadCatalog } from '../catalog/load-catalog.ts'
import type { Ctx } from '../context.ts'
import { createCheckRequest } from './check-request.ts'

/** What drafts and webhooks are judged by. Load it before a transaction: it takes a connection of its own. */
export interface Checks {
  catalog: Catalog
  checkRequest: CheckRequest
}

export async function loadChecks(ctx: Ctx): Promise<Checks> {
  const catalog = await loadCatalog(ctx)
  return { catalog, checkRequest: createCheckRequest({ catalog, config: ctx.services.config }) }
}
