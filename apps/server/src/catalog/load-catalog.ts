import type { Catalog, CatalogEventType } from '@hookline/schema'
import { eq } from 'drizzle-orm'
import type { Ctx } from '../context.ts'
import { eventTypes, userSchemas, workspaces } from '../db/schema/index.ts'
import { listSecrets } from '../workspace-secrets/list.ts'

/** Everything that is known of events and users in a workspace: what drafts are checked against. */
export async function loadCatalog(ctx: Ctx): Promise<Catalog> {
  const { services, workspaceId } = ctx
  const { db } = services.database
  const [types, [userSchema], [workspace], secrets] = await Promise.all([
    db.select().from(eventTypes).where(eq(eventTypes.workspaceId, workspaceId)),
    db.select().from(userSchemas).where(eq(userSchemas.workspaceId, workspaceId)),
    db.select({ allowedOrigins: workspaces.allowedOrigins }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    listSecrets({ ctx }),
  ])
  const known: Record<string, CatalogEventType> = Object.create(null)
  for (const type of types) {
    const sample = type.lastSample ?? type.sample
    known[type.name] = {
      schema: type.schema ?? type.observedSchema ?? {},
      ...(sample && { sample }),
      ...(type.observations && { observations: type.observations }),
    }
  }
  return {
    eventTypes: known,
    ...(userSchema && { state: userSchema.schema }),
    secretNames: secrets.items.map(({ name }) => name),
    allowedOrigins: workspace?.allowedOrigins ?? [],
  }
}
