import type { Automation, Page, Run } from '@hookline/schema'
import { call } from './api.ts'

const countedMax = 500

/** How many runs of an automation wait, in words: "3 runs", "more than 500 runs"; null where none does. */
export async function waitingRuns({ id, kind }: Pick<Automation, 'id' | 'kind'>): Promise<string | null> {
  if (kind === 'rule') return null
  const query = { status: 'waiting', limit: countedMax }
  const { items, nextCursor } = await call<Page<Run>>('GET', `/v1/automations/${encodeURIComponent(id)}/runs`, { query })
  if (items.length === 0) return null
  return `${nextCursor === null ? '' : 'more than '}${items.length} ${items.length === 1 ? 'run' : 'runs'}`
}
