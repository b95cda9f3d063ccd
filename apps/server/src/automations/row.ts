import type { Automation, Graph } from '@hookline/schema'
import type { automations } from '../db/schema/index.ts'
import { publicId } from '../ids.ts'
import { etagOf } from '../if-match.ts'
import { sameGraph } from './same-graph.ts'

export type AutomationRow = typeof automations.$inferSelect

/** An automation as it is answered, with its ETag: that of what PATCH can change. */
export interface AutomationAnswer {
  automation: Automation
  etag: string
}

/** In: the row and the graph of its published version. A draft that was never published has changes. */
export function toAutomation(row: AutomationRow, published: Graph | null): Automation {
  return {
    id: publicId('aut', row.id),
    kind: row.kind,
    name: row.name,
    description: row.description,
    campaignId: row.campaignId,
    status: row.status,
    hasChanges: published === null || !sameGraph(row.draft, published),
    draft: row.draft,
    publishedVersion: row.publishedVersion,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: row.updatedBy,
  }
}

export function toAnswer(row: AutomationRow, published: Graph | null): AutomationAnswer {
  return { automation: toAutomation(row, published), etag: etagOf(row) }
}
