import type { NamedTopic } from '@hookline/schema'
import { sql as raw } from 'drizzle-orm'
import type { DbOrTx } from '../live/bump.ts'
import { topicsChannel, writeMessages } from './message.ts'

// What a change of one kind of thing makes old on a screen.
const topicsOf: Readonly<Record<string, readonly NamedTopic[]>> = {
  automation: ['automations', 'endpoints'],
  campaign: ['campaigns'],
  delivery: ['deliveries'],
  endpoint: ['endpoints', 'deliveries'],
  'event-type': ['events'],
  presence: ['presence'],
  settings: ['settings', 'deliveries'],
  user: ['users'],
  webhook: ['webhooks', 'endpoints'],
}

/** Tells live screens of a change in the transaction that makes it: PostgreSQL passes it on at the commit, to every process. */
export async function tellTopics(tx: DbOrTx, targetKind: string): Promise<void> {
  const topics = topicsOf[targetKind] ?? []
  // Without an origin: this process, too, learns of it by the commit.
  for (const message of writeMessages({ origin: '', topics })) await tx.execute(raw`SELECT pg_notify(${topicsChannel}, ${message})`)
}
