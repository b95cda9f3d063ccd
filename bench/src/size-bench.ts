import postgres from 'postgres'
import type { Bench } from './bench.ts'
import { runPipeline } from './pipeline.ts'
import type { Product } from './product.ts'
import { withStarted } from './started.ts'
import { nextEvent, publishRule } from './workload.ts'

interface TableSize {
  name: string
  rows: number
  /** Bytes a row, with the free space of pages and what is stored outside them. */
  rowBytes: number
  indexBytes: number
}

/** What an event that causes one webhook leaves on disk, by table, and what it writes to the log of the database. */
export const benchSize: Bench = ({ scale }) =>
  withStarted(async ({ product, receiver }) => {
    await publishRule(product, receiver.url)
    const sql = postgres(await product.databaseUrl(), { max: 1, onnotice: () => undefined })
    try {
      const before = await walBytes(sql)
      const { received } = await runPipeline(product, receiver, { ms: 10_000 * scale, eventsPerCall: 100, lanes: 8 })
      const walPerWebhook = ((await walBytes(sql)) - before) / received
      await postWithIds(product)
      await sql.unsafe('VACUUM ANALYZE')
      const tables = await sizes(sql)
      for (const { name, rows, rowBytes, indexBytes } of tables)
        console.log(
          `${name.padEnd(12)} ${String(rows).padStart(8)} rows: ${rowBytes.toFixed(0)} bytes a row, ${indexBytes.toFixed(0)} in its indexes`,
        )
      console.log(`log (WAL)    ${walPerWebhook.toFixed(0)} bytes a webhook, over ${received}`)
      return { tables, walPerWebhook, received }
    } finally {
      await sql.end()
    }
  })

/** An id of the caller is remembered; one that was made here is not. */
async function postWithIds(product: Product): Promise<void> {
  for (let call = 0; call < 100; call++) {
    const events = Array.from({ length: 100 }, (_, n) => ({ id: `order-${call}-${n}-created`, ...nextEvent('unheard_of') }))
    await product.api('POST', '/v1/events', { events })
  }
}

async function walBytes(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ bytes: number }[]>`SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS bytes`
  return row?.bytes ?? 0
}

/** Of what grows with the events; the partitions of a table count as one. */
function sizes(sql: postgres.Sql): Promise<TableSize[]> {
  return sql<TableSize[]>`
    SELECT t.name, sum(c.reltuples)::float8 AS rows,
      (sum(pg_table_size(c.oid)) / greatest(1, sum(c.reltuples)))::float8 AS "rowBytes",
      (sum(pg_indexes_size(c.oid)) / greatest(1, sum(c.reltuples)))::float8 AS "indexBytes"
    FROM unnest(ARRAY['events', 'event_keys', 'deliveries', 'attempts', 'runs', 'users']) WITH ORDINALITY AS t(name, place)
    CROSS JOIN LATERAL (SELECT relid FROM pg_partition_tree(t.name::regclass) UNION SELECT t.name::regclass) AS part
    JOIN pg_class AS c ON c.oid = part.relid AND c.relkind = 'r' AND c.reltuples > 0
    GROUP BY t.name, t.place ORDER BY t.place`
}
