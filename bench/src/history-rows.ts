import type { Sql, TransactionSql } from 'postgres'
import type { Product } from './product.ts'

// A history as a product in use has it: 30 days, 60 endpoints of which some are busy and some are not, each for five of 24
// event types and in three of 12 campaigns, 50,000 users; 3 in 100 deliveries failed; and values so rare that a few
// deliveries of millions have them. That makes some thousands of cohorts.

const dayMs = 86_400_000
export const days = 30
const hooks = 40
const rareEvery = 250_000

/** Makes the webhooks whose deliveries are made up: inactive, so that nothing is sent to them. */
export async function makePlaces(product: Product): Promise<void> {
  for (let hook = 0; hook < hooks; hook++) {
    const urls = [
      `https://crm-${hook % 20}.example.com/hooks/${hook}`,
      ...(hook % 2 === 0 ? [`https://copy-${hook % 5}.example.com/`] : []),
    ]
    await product.api('POST', '/v1/webhooks', {
      name: `Made up ${hook}`,
      status: 'inactive',
      eventTypes: ['level_completed'],
      request: { urls },
    })
  }
}

/** Fills the history with so many deliveries of the last days, counted. */
export async function fillHistory(sql: Sql, rows: number): Promise<void> {
  await sql`DROP TABLE IF EXISTS made_up`
  await sql`
    CREATE TABLE made_up AS
    SELECT row_number() OVER (ORDER BY id) - 1 AS place, id AS endpoint_id, source_id FROM endpoints WHERE url LIKE 'https://%.example.com/%'`
  // Counts are written by the million here: their indexes are made afterwards.
  await sql`ALTER TABLE cohort_counts DROP CONSTRAINT cohort_counts_workspace_id_span_cohort_id_at_pk`
  await sql`DROP INDEX cohort_counts_at`
  const today = Math.floor(Date.now() / dayMs) * dayMs
  for (let day = days; day >= 0; day--) await fillDay(sql, today - day * dayMs, Math.round(rows / (days + 1)))
  await sql`ALTER TABLE cohort_counts ADD PRIMARY KEY (workspace_id, span, cohort_id, at)`
  await sql`CREATE INDEX cohort_counts_at ON cohort_counts (workspace_id, span, at)`
  await sql`DROP TABLE made_up`
  await sql`ANALYZE deliveries`
  await sql`VACUUM ANALYZE cohorts, cohort_counts`
}

/** A day that is over gets its partition with its rows, as quickly as that can be done; today's is there already. */
async function fillDay(sql: Sql, startMs: number, rows: number): Promise<void> {
  const name = `deliveries_${new Date(startMs).toISOString().slice(0, 10).replaceAll('-', '')}`
  const bound = (ms: number) =>
    `${ms.toString(16).padStart(12, '0').slice(0, 8)}-${ms.toString(16).padStart(12, '0').slice(8)}-0000-0000-000000000000`
  const isNew = startMs + dayMs <= Date.now()
  await sql.begin(async (tx) => {
    if (isNew) await tx.unsafe(`CREATE TABLE ${name} (LIKE deliveries INCLUDING DEFAULTS)`)
    await tx.unsafe(`
      INSERT INTO ${name} (
        workspace_id, id, message_id, event_id, event_type, user_id, campaign_id, source_kind, source_id, endpoint_id, method, url, headers,
        body, attempts, status, last_status, error, attempt_started_at, attempt_duration_ms, attempt_headers, attempt_body,
        attempt_body_truncated, finished_at)
      ${madeUp(startMs, Math.min(dayMs, Date.now() - 1000 - startMs), rows)}`)
    if (isNew) {
      const columns = 'workspace_id, id'
      await tx.unsafe(
        `ALTER TABLE ${name} ADD CHECK (id >= '${bound(startMs)}' AND id < '${bound(startMs + dayMs)}'), ADD PRIMARY KEY (${columns})`,
      )
      await tx.unsafe(
        `ALTER TABLE deliveries ATTACH PARTITION ${name} FOR VALUES FROM ('${bound(startMs)}') TO ('${bound(startMs + dayMs)}')`,
      )
    }
    await count(tx, name)
  })
}

/** Counts the rows of a day as an upgrade of the product does it. */
async function count(tx: TransactionSql, name: string): Promise<void> {
  const key = 'workspace_id, endpoint_id, event_type, campaign_id, status, error'
  await tx.unsafe(`
    INSERT INTO cohorts (${key}, source_kind, source_id, node_id, last_id)
    SELECT ${key}, any_value(source_kind), any_value(source_id), any_value(node_id), any_value(id) FROM ${name} GROUP BY ${key}
    ON CONFLICT DO NOTHING`)
  await tx.unsafe(`
    INSERT INTO cohort_counts (workspace_id, span, cohort_id, at, count)
    SELECT 1, span, cohort_id, date_trunc(span, at, 'UTC'), sum(count)
    FROM (
      SELECT c.id AS cohort_id, date_trunc('minute', uuid_extract_timestamp(d.id)) AS at, count(*) AS count
      FROM ${name} AS d JOIN cohorts AS c
        ON c.endpoint_id = d.endpoint_id AND c.event_type = d.event_type AND c.status = d.status
          AND c.campaign_id IS NOT DISTINCT FROM d.campaign_id AND c.error IS NOT DISTINCT FROM d.error
      GROUP BY 1, 2
    ) AS minutes CROSS JOIN unnest('{minute,hour,day}'::text[]) AS span
    GROUP BY 2, 3, 4`)
}

/** Rows of a stretch of time, evenly; the busiest endpoint has an eighth of them, the quietest one in a hundred. */
function madeUp(startMs: number, lengthMs: number, rows: number): string {
  return `
    SELECT 1, id, id, 'evt-' || n || '-' || made_ms::bigint, CASE WHEN n % ${rareEvery} = 7 THEN 'rare_type' ELSE 'type_' || (place * 5 + pick % 5) % 24 END,
      CASE WHEN n % 100 = 1 THEN 'u-busy' WHEN n % ${rareEvery} = 8 THEN 'u-rare' ELSE 'u-' || n::bigint * 7919 % 50000 END,
      CASE WHEN n % ${rareEvery} = 9 THEN 'rare' WHEN n % 2 = 0 THEN 'campaign-' || (place + pick / 5 % 3) % 12 END,
      'webhook', source_id, endpoint_id, 'POST', 'https://made-up.example.com/', '[["content-type","application/json"]]',
      convert_to('{"id":"evt-' || n || '","user":"u-' || n % 50000 || '","level":5,"pad":"' || repeat('x', 300) || '"}', 'UTF8'),
      CASE WHEN failure = 0 THEN 1 ELSE 5 END,
      CASE WHEN failure = 0 THEN 'succeeded' WHEN failure = 1 THEN 'cancelled' ELSE 'undelivered' END,
      CASE failure WHEN 0 THEN 200 WHEN 2 THEN 500 END,
      CASE WHEN n % ${rareEvery} = 10 THEN 'tls' WHEN failure = 2 THEN 'status' WHEN failure = 3 THEN 'timeout' WHEN failure > 3 THEN 'connect' END,
      to_timestamp(made_ms / 1000), 12.5, '[["content-type","text/plain"]]', 'ok', false, to_timestamp(made_ms / 1000 + 0.02)
    FROM (
      SELECT n, ${startMs} + n * ${lengthMs / rows} AS made_ms, (random() * 30)::int AS pick,
        (power(random(), 2) * (SELECT max(made_up.place) FROM made_up))::int AS place,
        CASE WHEN n % ${rareEvery} = 10 THEN 4 WHEN random() > 0.03 THEN 0 ELSE 1 + (random() * 3)::int END AS failure,
        uuidv7(make_interval(secs => (${startMs} + n * ${lengthMs / rows} - extract(epoch FROM clock_timestamp()) * 1000) / 1000)) AS id
      FROM generate_series(0, ${rows - 1}) AS n
    ) AS made JOIN made_up USING (place)`
}
