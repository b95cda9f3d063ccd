import { eventScope } from '@hookline/engine'
import type { TemplateScope } from '@hookline/schema'
import type { TrialModel } from './use-trial.ts'

/**
 * What templates and conditions see of the trial, made by the very function that the server uses; null while it cannot
 * be read. In: the trial, and the time it is tried at (ISO 8601 UTC).
 */
export function sampleScope({ input, storedState }: Pick<TrialModel, 'input' | 'storedState'>, now: string): TemplateScope | null {
  if (!input.ok) return null
  const { event, state } = input
  const { id = 'evt_sample', type, userId, occurredAt = now, data } = event
  return eventScope({ id, type, userId, campaignId: null, occurredAt, data }, state ?? storedState ?? {}, { campaigns: new Map(), now })
}
