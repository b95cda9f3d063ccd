import type { Delivery, ResendInput } from '@hookline/schema'
import { Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { notifyDone } from '../../lib/notify.ts'
import { ConfirmModal } from '../confirm-modal.tsx'
import { useDeliveryPlace } from './delivery-place.ts'
import { ResendChoice } from './resend-choice.tsx'

interface ResendModalProps {
  delivery: Delivery
  opened: boolean
  onClose: () => void
}

/** Sends one delivery once more, and goes to the new one. */
export function ResendModal({ delivery, opened, onClose }: ResendModalProps) {
  const isStoredMissing = delivery.status === 'undelivered' && delivery.attempts.length === 0
  const [render, setRender] = useState<ResendInput['render']>(isStoredMissing ? 'again' : 'stored')
  const client = useQueryClient()
  const navigate = useNavigate()
  const place = useDeliveryPlace()
  const resend = async () => {
    const made = await resendOne(delivery.id, render)
    notifyDone('Resent. This is the new delivery.')
    void client.invalidateQueries({ queryKey: ['deliveries'] })
    void navigate({ ...place.open(made.id), resetScroll: false } as never)
  }
  return (
    <ConfirmModal opened={opened} onClose={onClose} title="Resend this delivery" action="Resend" onConfirm={resend}>
      <Stack gap="md">
        <ResendChoice value={render} onChange={setRender} isStoredMissing={isStoredMissing} />
      </Stack>
    </ConfirmModal>
  )
}

export function resendOne(id: string, render: ResendInput['render']): Promise<Delivery> {
  return call<Delivery>('POST', `/v1/deliveries/${encodeURIComponent(id)}/resend`, { body: { render } })
}
