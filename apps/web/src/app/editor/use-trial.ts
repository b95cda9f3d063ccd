import type { Catalog, EventRecord, JsonObject, Page, User } from '@hookline/schema'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { ApiError, call } from '../../lib/api.ts'
import { firstTrial, readTrial, type Trial, type TrialInput } from './trial.ts'

const pastMax = 20

export interface TrialModel {
  trial: Trial
  change: (part: Partial<Trial>) => void
  input: TrialInput
  /** The last events of the type, for a choice. */
  past: EventRecord[]
  /** The stored state of the chosen user; null where there is no such user yet. */
  storedState: JsonObject | null
}

/** The event and the user on whom the draft is tried, previewed and completed. */
export function useTrial({ eventType, catalog }: { eventType: string; catalog: Catalog }): TrialModel {
  const [trial, setTrial] = useState<Trial>(firstTrial)
  const { data: events } = useQuery({
    queryKey: ['events', 'past', eventType],
    queryFn: ({ signal }) => call<Page<EventRecord>>('GET', '/v1/events', { query: { type: eventType, limit: pastMax }, signal }),
    enabled: eventType !== '',
  })
  const userId = trial.userId.trim()
  const { data: user } = useQuery({
    queryKey: ['users', 'state', userId],
    queryFn: ({ signal }) => readUser(userId, signal),
    enabled: userId !== '',
  })
  const past = events?.items ?? []
  const chosen = past.find(({ id }) => id === trial.eventId)
  const input = useMemo(() => readTrial(trial, { eventType, catalog, past: chosen }), [trial, eventType, catalog, chosen])
  return {
    trial,
    change: (part) => setTrial((before) => ({ ...before, ...part })),
    input,
    past,
    storedState: user?.state ?? null,
  }
}

/** The user of an id, or null. It is looked up in the list first: a user that nobody knows yet is no failure here. */
async function readUser(id: string, signal: AbortSignal): Promise<User | null> {
  const { items, nextCursor } = await call<Page<User>>('GET', '/v1/users', { query: { q: id, limit: 20 }, signal })
  const found = items.find((user) => user.id === id)
  if (found || nextCursor === null) return found ?? null
  try {
    return await call<User>('GET', `/v1/users/${encodeURIComponent(id)}`, { signal })
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null
    throw error
  }
}
