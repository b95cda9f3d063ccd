import { Button, type ButtonProps } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useMember } from '../../lib/session.ts'
import { later } from '../later.tsx'

const NewWebhookModal = later(async () => (await import('./new-webhook-modal.tsx')).NewWebhookModal, { what: 'The form', rows: 0 })

interface NewWebhookButtonProps extends Pick<ButtonProps, 'variant'> {
  campaignId?: string
}

/** Leads to a new webhook; nothing for who may not make one. */
export function NewWebhookButton({ campaignId, variant }: NewWebhookButtonProps) {
  const [isOpen, setOpen] = useState(false)
  if (useMember()?.role === 'viewer') return null
  return (
    <>
      <Button {...(variant && { variant })} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen(true)}>
        New webhook
      </Button>
      {isOpen && <NewWebhookModal campaignId={campaignId} onClose={() => setOpen(false)} />}
    </>
  )
}
