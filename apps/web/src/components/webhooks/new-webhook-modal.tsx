import type { EventType, Webhook } from '@hookline/schema'
import { Button, Group, Modal, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { errorLines } from '../../lib/error-lines.ts'
import { useCampaigns } from '../../lib/use-campaigns.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'
import { hostOf } from '../deliveries/status-sentence.ts'
import { ErrorState, LoadingRows } from '../states.tsx'
import { TroubleAlert } from '../trouble-alert.tsx'
import { EventChoice } from './event-choice.tsx'
import { eventNames } from './event-names.ts'
import { NewSecret } from './new-secret.tsx'
import { useCreateWebhook } from './use-create-webhook.ts'

interface NewWebhookModalProps {
  /** The campaign that it is made in; it may be another one then, or none. */
  campaignId?: string | undefined
  onClose: () => void
}

/** The few things that a webhook needs; everything else is on its page, which opens once it is made. */
export function NewWebhookModal({ campaignId, onClose }: NewWebhookModalProps) {
  const types = useEventTypes()
  const navigate = useNavigate()
  const [made, setMade] = useState<Webhook | null>(null)
  const leave = (webhook: Webhook) => {
    onClose()
    void navigate({ to: '/api-central/$id', params: { id: webhook.id }, search: {} })
  }
  const isTelling = made?.secret !== undefined
  return (
    <Modal
      opened
      onClose={() => (made ? leave(made) : onClose())}
      title={isTelling ? 'The signing secret, shown only now' : 'New webhook'}
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {types.isError && <ErrorState what="The event types could not be read" error={types.error} onRetry={() => void types.refetch()} />}
      {types.isPending && <LoadingRows rows={4} />}
      {made && isTelling && <NewSecret secret={made.secret ?? ''} onOpen={() => leave(made)} />}
      {types.data && !made && (
        <Form
          types={types.data.items}
          campaignId={campaignId}
          onClose={onClose}
          onMade={(webhook) => (webhook.secret === undefined ? leave(webhook) : setMade(webhook))}
        />
      )}
    </Modal>
  )
}

interface FormProps extends NewWebhookModalProps {
  types: readonly EventType[]
  onMade: (webhook: Webhook) => void
}

function Form({ types, campaignId: first, onClose, onMade }: FormProps) {
  const [events, setEvents] = useState<string[]>([])
  const [url, setUrl] = useState('')
  const [name, setName] = useState('')
  const [campaignId, setCampaignId] = useState(first ?? null)
  const [isSigned, setSigned] = useState(true)
  const { create, isBusy, error } = useCreateWebhook(onMade)
  const campaigns = useCampaigns().data?.items ?? []
  const usualName = events.length > 0 && url.trim() !== '' ? `${eventNames(events, types)} → ${hostOf(url.trim())}`.slice(0, 200) : ''
  const isReady = events.length > 0 && url.trim() !== ''
  const submit = () => {
    const body = { name: name.trim() || usualName, eventTypes: events, campaignId, request: { urls: [url.trim()] } }
    if (isReady) void create({ ...body, ...(isSigned && { secret: 'generate' }) })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <EventChoice value={events} types={types} onChange={setEvents} />
        <TextInput
          label="URL"
          placeholder="https://crm.example.com/hooks"
          description="Receives a POST with the event. More URLs, headers and the body are set on its page."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={url}
          onChange={(event) => setUrl(event.currentTarget.value)}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
        <TextInput
          label="Name"
          placeholder={usualName || 'What it is for'}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {(campaigns.length > 0 || first !== undefined) && (
          <Select
            label="Campaign"
            description="Only events of this campaign are sent."
            inputWrapperOrder={['label', 'input', 'description']}
            placeholder="Events of all campaigns"
            data={campaigns.map((one) => ({ value: one.id, label: one.name }))}
            value={campaignId}
            onChange={setCampaignId}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': 'Events of all campaigns' }}
          />
        )}
        <Switch
          label="Sign the requests"
          description="A secret is made and shown once; the receiver verifies with it that calls come from here."
          checked={isSigned}
          onChange={(event) => setSigned(event.currentTarget.checked)}
        />
        {error !== null && <TroubleAlert trouble={{ title: 'It could not be made', lines: errorLines(error) }} />}
        <Text size="sm" c="dimmed">
          It is active at once: events that come from now on are sent.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isReady}>
            Create the webhook
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
