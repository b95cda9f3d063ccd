import type { NamedTopic } from '@hookline/schema'

const quiet: readonly NamedTopic[] = ['events', 'users']
const calling: readonly NamedTopic[] = ['events', 'users', 'deliveries', 'runs']

/** What is old when results of attempts were written. */
export const recordedTopics: readonly NamedTopic[] = ['deliveries', 'endpoints']

/** What is old when runs went on. */
export const wokenTopics: readonly NamedTopic[] = ['runs', 'deliveries']

/** What is old when a batch of events was stored. */
export function storedTopics(outcomes: readonly { matches: readonly unknown[] }[]): readonly NamedTopic[] {
  if (outcomes.length === 0) return []
  return outcomes.some(({ matches }) => matches.length > 0) ? calling : quiet
}
