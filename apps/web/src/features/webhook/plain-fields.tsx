import type { EventType, FieldError } from '@hookline/schema'
import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { EventChoice } from '../../components/webhooks/event-choice.tsx'
import { useCampaigns } from '../../lib/use-campaigns.ts'
import type { WebhookDraft } from './webhook-draft.ts'

interface PlainFieldsProps {
  draft: WebhookDraft
  types: readonly EventType[]
  errors: readonly FieldError[]
  onChange: (changes: Partial<WebhookDraft>) => void
}

/** What a webhook is called, which events it is for, and by which names others find it. */
export function PlainFields({ draft, types, errors, onChange }: PlainFieldsProps) {
  const errorAt = (path: string) => errors.find((error) => error.path === path || error.path.startsWith(`${path}.`))?.message
  return (
    <Stack gap="md" maw={820}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput
          label="Name"
          maxLength={200}
          value={draft.name}
          error={draft.name.trim() === '' ? 'Give it a name.' : errorAt('name')}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <CampaignField draft={draft} error={errorAt('campaignId')} onChange={onChange} />
      </SimpleGrid>
      <EventChoice
        value={draft.eventTypes}
        types={types}
        error={draft.eventTypes.length === 0 ? 'Choose at least one event, a group, or all events.' : errorAt('eventTypes')}
        onChange={(eventTypes) => onChange({ eventTypes })}
      />
      <Textarea
        label="Description"
        placeholder="What it is for, and whom to ask"
        autosize
        minRows={1}
        maxRows={6}
        maxLength={5000}
        value={draft.description}
        error={errorAt('description')}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <TextInput
        label="hook_id"
        description="Optional: a name of your own, by which programs find this webhook in the API."
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={200}
        w={400}
        maw="100%"
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        value={draft.hookId ?? ''}
        error={errorAt('hookId')}
        onChange={(event) => onChange({ hookId: event.currentTarget.value === '' ? null : event.currentTarget.value })}
      />
    </Stack>
  )
}

function CampaignField({ draft, error, onChange }: Pick<PlainFieldsProps, 'draft' | 'onChange'> & { error: string | undefined }) {
  const campaigns = useCampaigns().data?.items ?? []
  const { campaignId } = draft
  const known = campaigns.map(({ id, name }) => ({ value: id, label: name }))
  // One that was deleted is still what events carry.
  const isGone = campaignId !== null && !campaigns.some(({ id }) => id === campaignId)
  return (
    <Select
      label="Campaign"
      placeholder="Events of all campaigns"
      data={isGone ? [...known, { value: campaignId, label: campaignId }] : known}
      value={campaignId}
      error={error}
      onChange={(id) => onChange({ campaignId: id })}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'Events of all campaigns' }}
      nothingFoundMessage="No campaign of that name."
    />
  )
}
