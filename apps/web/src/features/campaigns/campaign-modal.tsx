import type { Campaign } from '@hookline/schema'
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { TroubleAlert } from '../../components/trouble-alert.tsx'
import { call } from '../../lib/api.ts'
import { errorLines } from '../../lib/error-lines.ts'
import { campaignPath } from './campaign-path.ts'

interface CampaignModalProps {
  /** The one that is renamed; a new one is made without it. */
  campaign?: Campaign
  onClose: () => void
}

/** Makes a campaign, or gives one another name. */
export function CampaignModal({ campaign, onClose }: CampaignModalProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [name, setName] = useState(campaign?.name ?? '')
  const [id, setId] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const isReady = name.trim() !== ''
  const save = async () => {
    setBusy(true)
    setError(null)
    try {
      const saved = campaign
        ? await call<Campaign>('PATCH', campaignPath(campaign.id), { body: { name: name.trim() } })
        : await call<Campaign>('POST', '/v1/campaigns', { body: { name: name.trim(), ...(id.trim() !== '' && { id: id.trim() }) } })
      await client.invalidateQueries({ queryKey: ['campaigns'] })
      onClose()
      if (!campaign) await navigate({ to: '/campaigns/$id', params: { id: saved.id }, search: {} })
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={campaign ? 'Rename the campaign' : 'New campaign'}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) void save()
        }}
      >
        <Stack gap="md">
          <TextInput label="Name" data-autofocus maxLength={200} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          {!campaign && (
            <TextInput
              label="Id"
              description="Optional: what events carry as campaignId. One is made where it is empty; it cannot be changed later."
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              maxLength={255}
              value={id}
              onChange={(event) => setId(event.currentTarget.value)}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            />
          )}
          {error !== null && <TroubleAlert trouble={{ title: 'It could not be saved', lines: errorLines(error) }} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isBusy} disabled={!isReady}>
              {campaign ? 'Rename' : 'Create the campaign'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
