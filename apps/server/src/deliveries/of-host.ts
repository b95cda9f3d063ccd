import { plainArray } from '../db/array-literal.ts'
import type { Sql, Tx } from '../db/client.ts'
import type { Fragment } from './select.ts'

/** One way for a delivery to match, for either of the two tables. */
export type Arm = (sql: Sql | Tx) => Fragment

const endpointsMax = 1000

/** Deliveries to endpoints whose host, in lower case, meets a condition; null where no endpoint has such a host. */
export async function endpointsArm(sql: Sql | Tx, workspaceId: number, meets: (host: Fragment) => Fragment): Promise<Arm | null> {
  const rows = await sql<{ id: string; sourceId: string }[]>`
    SELECT id, source_id AS "sourceId" FROM endpoints
    WHERE workspace_id = ${workspaceId} AND ${meets(sql`lower(substring(url FROM '^[A-Za-z]+://([^/?#]*)'))`)}
    LIMIT ${endpointsMax}`
  if (rows.length === 0) return null
  const ids = plainArray(rows.map((row) => row.id))
  const sourceIds = plainArray([...new Set(rows.map((row) => row.sourceId))])
  // The endpoint's source has an index, the endpoint has none.
  return (tx) => tx`(source_id = ANY (${sourceIds}::uuid[]) AND endpoint_id = ANY (${ids}::uuid[]))`
}

/** Deliveries to endpoints of a host. */
export async function hostCondition(sql: Sql | Tx, { workspaceId, host }: { workspaceId: number; host: string }): Promise<Arm> {
  return (await endpointsArm(sql, workspaceId, (found) => sql`${found} = lower(${host})`)) ?? ((tx) => tx`false`)
}
