import postgres from 'postgres'
import { days, fillHistory, makePlaces } from './history-rows.ts'
import { measureLimit } from './limit.ts'
import { runPipeline } from './pipeline.ts'
import { type Product, startProduct } from './product.ts'
import { startReceiver } from './receiver.ts'
import { spread } from './statistics.ts'
import { publishRule } from './workload.ts'

const dayMs = 86_400_000
const hourMs = 3_600_000

/** The time of a first page, as a caller waits for it. */
export interface PageFigure {
  filter: string
  items: number
  medianMs: number
  maxMs: number
}

export interface HistoryFigures {
  deliveries: number
  fillSeconds: number
  databaseGb: number
  pages: PageFigure[]
  facets: PageFigure[]
  bodies: PageFigure[]
  pipeline: { round: number; emptyPerSecond: number; fullPerSecond: number }[]
  exported: { rows: number; seconds: number; bytes: number; memoryBeforeMb: number; memoryMaxMb: number }
}

/** A history of so many deliveries beside an empty one: first pages of lists, the pipeline, and an export. */
export async function measureHistory({
  rows,
  rounds,
  pipelineMs,
}: {
  rows: number
  rounds: number
  pipelineMs: number
}): Promise<HistoryFigures> {
  const receiver = await startReceiver()
  const [empty, full] = [await startProduct(), await startProduct()]
  const sql = postgres(await full.databaseUrl(), { max: 2, onnotice: () => undefined })
  try {
    await makePlaces(full)
    const startedAt = performance.now()
    await fillHistory(sql, rows)
    const fillSeconds = (performance.now() - startedAt) / 1000
    const [size] = await sql<{ gb: number }[]>`SELECT pg_database_size(current_database()) / 1e9::float8 AS gb`
    const filters = await filtersOf(sql)
    const figures = { pages: [] as PageFigure[], facets: [] as PageFigure[], bodies: [] as PageFigure[] }
    for (const filter of filters) figures.pages.push(await measurePage(full, `/v1/deliveries?${filter}`, filter))
    for (const filter of filters.filter((one) => !/q=|limit=/.test(one))) {
      figures.facets.push(await measurePage(full, `/v1/deliveries/facets?${filter}`, filter))
    }
    const aDay = `from=${new Date(Date.now() - dayMs).toISOString()}`
    for (const filter of [`${aDay}&body=u-4242`, `${aDay}&body=nowhere`])
      figures.bodies.push(await measurePage(full, `/v1/deliveries?${filter}`, filter))
    const exported = await measureExport(full)
    for (const product of [empty, full]) await publishRule(product, receiver.url)
    const pipeline: HistoryFigures['pipeline'] = []
    const load = { ms: pipelineMs, eventsPerCall: 100, lanes: 8 }
    for (const product of [empty, full]) await runPipeline(product, receiver, { ...load, ms: pipelineMs / 2 })
    for (let round = 1; round <= rounds; round++) {
      await measureLimit(receiver.url, 500)
      const { perSecond: emptyPerSecond } = await runPipeline(empty, receiver, load)
      const { perSecond: fullPerSecond } = await runPipeline(full, receiver, load)
      pipeline.push({ round, emptyPerSecond, fullPerSecond })
    }
    return { deliveries: rows, fillSeconds, databaseGb: size?.gb ?? 0, ...figures, pipeline, exported }
  } finally {
    await sql.end()
    await Promise.all([empty.stop(), full.stop()])
    receiver.stop()
  }
}

/** Every filter of a list, frequent values and rare ones, and those that are used together. */
async function filtersOf(sql: postgres.Sql): Promise<string[]> {
  const hex = (uuid: string) => uuid.replaceAll('-', '')
  const [busy] = await sql<{ source: string; endpoint: string; quiet: string }[]>`
    SELECT source_id AS source, endpoint_id AS endpoint, (
      SELECT source_id FROM cohorts JOIN cohort_counts ON cohort_id = id AND span = 'day' GROUP BY source_id ORDER BY sum(count) LIMIT 1) AS quiet
    FROM cohorts JOIN cohort_counts ON cohort_id = id AND span = 'day' GROUP BY source_id, endpoint_id ORDER BY sum(count) DESC LIMIT 1`
  const [one] = await sql<{ id: string; eventType: string; messageId: string; eventId: string }[]>`
    SELECT id, message_id AS "messageId", event_id AS "eventId", event_type AS "eventType" FROM deliveries
    WHERE id < uuidv7(make_interval(days => ${-days / 2})) ORDER BY id DESC LIMIT 1`
  if (!busy || !one) throw new Error('the history is empty')
  const webhook = `webhookId=whk_${hex(busy.source)}`
  const [old, week] = [Date.now() - (days - 1) * dayMs, Date.now() - 7 * dayMs].map((ms) => new Date(ms - (ms % hourMs)).toISOString())
  return [
    '',
    'limit=500',
    'status=succeeded',
    'status=undelivered',
    'status=cancelled',
    'status=held',
    webhook,
    `webhookId=whk_${hex(busy.quiet)}`,
    `endpointId=ep_${hex(busy.endpoint)}`,
    'host=crm-1.example.com',
    'host=nowhere.example.com',
    `eventType=${one.eventType}`,
    'eventType=rare_type',
    'eventType=never',
    'campaignId=campaign-1',
    'campaignId=rare',
    'error=timeout',
    'error=tls',
    'userId=u-42',
    'userId=u-busy',
    'userId=u-rare',
    'userId=nobody',
    `from=${week}`,
    `to=${old}`,
    `q=dlv_${hex(one.id)}`,
    `q=msg_${hex(one.messageId)}`,
    'q=u-4242',
    'q=crm-1.',
    'q=timeout',
    'q=nothing',
    `status=undelivered&${webhook}`,
    `status=undelivered&eventType=rare_type`,
    `status=undelivered&campaignId=campaign-2&host=crm-1.example.com`,
    `${webhook}&eventType=${one.eventType}`,
    `${webhook}&eventType=rare_type`,
    `error=connect&eventType=${one.eventType}&to=${week}`,
    `eventType=rare_type&from=${old}&to=${week}`,
    `userId=u-busy&status=undelivered`,
    `userId=u-42&eventType=rare_type`,
    `${webhook}&status=succeeded&to=${old}`,
    `campaignId=campaign-3&limit=500`,
  ]
}

async function measurePage(product: Product, path: string, filter: string): Promise<PageFigure> {
  const times: number[] = []
  let items = 0
  for (let n = 0; n < 7; n++) {
    const startedAt = performance.now()
    const answer = await product.api<{ items?: unknown[]; status?: { count: number }[] }>('GET', path)
    times.push(performance.now() - startedAt)
    items = answer.items?.length ?? answer.status?.reduce((sum, { count }) => sum + count, 0) ?? 0
  }
  const { median, max } = spread(times)
  return { filter, items, medianMs: median, maxMs: max }
}

/** Exports what one busy campaign's webhooks sent, and looks at the server's memory all the while. */
async function measureExport(product: Product): Promise<HistoryFigures['exported']> {
  const memoryBeforeMb = await product.memoryMb()
  const startedAt = performance.now()
  const answer = await fetch(`${product.url}/v1/deliveries/export?format=ndjson&campaignId=campaign-1`, { headers: product.headers })
  let [rows, bytes, memoryMaxMb] = [0, 0, memoryBeforeMb]
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length
    for (const byte of chunk) if (byte === 10) rows++
    memoryMaxMb = Math.max(memoryMaxMb, await product.memoryMb())
  }
  return { rows, bytes, seconds: (performance.now() - startedAt) / 1000, memoryBeforeMb, memoryMaxMb }
}
