import { eventScope } from '@hookline/engine'
import type { Catalog, EventType } from '@hookline/schema'
import { useMemo, useState } from 'react'
import { type Field, fieldsOf } from '../../components/fields/field.ts'
import type { RequestSample } from '../../components/request-editor/request-sample.ts'
import { typesOfSubscription } from '../../components/webhooks/event-names.ts'
import { useCampaigns } from '../../lib/use-campaigns.ts'
import type { WebhookDraft } from './webhook-draft.ts'

const userId = 'u-42'

interface Known {
  catalog: Catalog
  types: readonly EventType[]
}

interface Sample {
  /** The event types that the webhook is for. */
  choices: string[]
  chosen: string
  choose: (eventType: string) => void
  /** Null where it is for no event yet. */
  sample: RequestSample | null
  /** What templates and conditions can name. */
  fields: Field[]
}

/** The event that the settings are shown for: the sample of one of the types. */
export function useSample({ eventTypes, campaignId }: WebhookDraft, { catalog, types }: Known): Sample {
  const [wanted, setWanted] = useState<string | null>(null)
  const campaigns = useCampaigns().data?.items
  const choices = useMemo(() => typesOfSubscription(eventTypes, types), [eventTypes, types])
  const chosen = choices.find((name) => name === wanted) ?? choices[0] ?? ''
  const fields = useMemo(() => fieldsOf({ catalog, eventType: chosen }), [catalog, chosen])
  const sample = useMemo(() => {
    if (chosen === '') return null
    const now = new Date().toISOString()
    const data = catalog.eventTypes[chosen]?.sample ?? {}
    const names = new Map(campaigns?.map(({ id, name }) => [id, name]))
    const event = { id: 'evt_sample', type: chosen, userId, campaignId, occurredAt: now, data }
    const group = types.find(({ name }) => name === chosen)?.group
    const title = `Sample of ${chosen}`
    return { ...eventScope(event, {}, { campaigns: names, now }), title, ...(group != null && { scopeName: group }) }
  }, [chosen, catalog, campaigns, campaignId, types])
  return { choices, chosen, choose: setWanted, sample, fields }
}
