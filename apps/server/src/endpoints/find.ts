import type { Ctx } from '../context.ts'
import type { Sql, Tx } from '../db/client.ts'
import { uuidOf } from '../ids.ts'
import { notFound } from '../service-error.ts'

/** The key and URL template of an endpoint by its public id; 404 where there is none. */
export async function findEndpoint(sql: Sql | Tx, { workspaceId }: Ctx, id: string): Promise<{ id: string; url: string }> {
  const uuid = uuidOf('ep', id)
  if (uuid === null) throw notFound('endpoint', id)
  const [row] = await sql<{ id: string; url: string }[]>`
    SELECT id, url FROM endpoints WHERE workspace_id = ${workspaceId} AND id = ${uuid}::uuid`
  if (!row) throw notFound('endpoint', id)
  return row
}
