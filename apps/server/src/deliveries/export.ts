import type { DeliveryExportQuery, DeliverySummary } from '@hookline/schema'
import type { Ctx } from '../context.ts'
import { listDeliveries } from './list.ts'

const pageRows = 500

/** The columns of the CSV, in their order. */
const columns = [
  ...(['id', 'messageId', 'status', 'heldReason', 'error', 'source', 'sourceId', 'endpointId', 'eventId', 'eventType'] as const),
  ...(['userId', 'campaignId', 'method', 'url', 'attemptCount', 'lastStatus', 'createdAt', 'finishedAt', 'resentFrom'] as const),
] as const
type Column = (typeof columns)[number]

/**
 * All deliveries that a filter finds, the newest first, as lines of text: CSV with a heading (RFC 4180), or one JSON object
 * a line. Read page by page while they are written, so that any number of them needs no more memory.
 */
export async function* exportDeliveries({ ctx, input }: { ctx: Ctx; input: DeliveryExportQuery }): AsyncGenerator<string> {
  const { format, ...filter } = input
  let heading = format === 'csv' ? `${columns.join(',')}\r\n` : ''
  let cursor: string | undefined
  do {
    const page = await listDeliveries({ ctx, input: { ...filter, limit: pageRows, ...(cursor !== undefined && { cursor }) } })
    yield heading + page.items.map(format === 'csv' ? csvLine : ndjsonLine).join('')
    heading = ''
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

function ndjsonLine(delivery: DeliverySummary): string {
  return `${JSON.stringify(delivery)}\n`
}

function csvLine(delivery: DeliverySummary): string {
  const { source, ...rest } = delivery
  const values: Partial<Record<Column, string | number | null | undefined>> = { ...rest, source: source.name ?? '', sourceId: source.id }
  return `${columns.map((column) => csvCell(values[column])).join(',')}\r\n`
}

/** A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it. */
function csvCell(value: string | number | null | undefined): string {
  const text = String(value ?? '')
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
