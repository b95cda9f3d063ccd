import { plainArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Condition, Fragment } from './select.ts'

const endpointsMax = 1000

/** Deliveries to endpoints whose host, in lower case, meets a condition; null where no endpoint has such a host. */
export async function endpointsCondition(
  sql: Sql | Tx,
  workspaceId: number,
  meets: (host: Fragment) => Fragment,
): Promise<Condition | null> {
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM endpoints
    WHERE workspace_id = ${workspaceId} AND ${meets(sql`lower(substring(url FROM '^[A-Za-z]+://([^/?#]*)'))`)}
    LIMIT ${endpointsMax}`
  if (rows.length === 0) return null
  const ids = plainArray(rows.map((row) => row.id))
  return (tx) => tx`endpoint_id = ANY (${ids}::uuid[])`
}

/** Deliveries to endpoints of a host. */
export async function hostCondition(sql: Sql | Tx, { workspaceId, host }: { workspaceId: number; host: string }): Promise<Condition> {
  return (await endpointsCondition(sql, workspaceId, (found) => sql`${found} = lower(${host})`)) ?? ((tx) => tx`false`)
}
