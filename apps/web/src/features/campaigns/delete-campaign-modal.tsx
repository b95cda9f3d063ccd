import type { Campaign } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { ConfirmModal } from '../../components/confirm-modal.tsx'
import { seenText } from '../../components/seen-text.ts'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { notifyDone } from '../../lib/notify.ts'
import { campaignPath } from './campaign-path.ts'

interface DeleteCampaignModalProps {
  campaign: Campaign
  onClose: () => void
  onDeleted?: () => void
}

/** Names what becomes of what keeps to a campaign. */
export function DeleteCampaignModal({ campaign, onClose, onDeleted }: DeleteCampaignModalProps) {
  const client = useQueryClient()
  const remove = async () => {
    await call('DELETE', campaignPath(campaign.id))
    notifyDone(`Deleted "${campaign.name}"`)
    onDeleted?.()
    await client.invalidateQueries({ queryKey: ['campaigns'] })
  }
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={`Delete "${seenText(campaign.name)}"?`}
      action="Delete the campaign"
      danger
      onConfirm={remove}
    >
      {keptWords(campaign)} Events that carry its id keep it. A campaign of the same id can be made again.
    </ConfirmModal>
  )
}

function keptWords({ webhookCount, automationCount }: Campaign): string {
  const kept = [
    ...(webhookCount > 0 ? [count(webhookCount, 'webhook')] : []),
    ...(automationCount > 0 ? [count(automationCount, 'automation')] : []),
  ].join(' and ')
  if (kept === '') return 'No webhook and no automation keeps to it.'
  return `Its ${kept} stay, and go on with events that carry its id.`
}

function count(value: number, noun: string): string {
  return value === 1 ? `1 ${noun}` : `${formatCount(value)} ${noun}s`
}
