import type { Webhook } from '@hookline/schema'
import { NumberInput, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ConfirmModal } from '../../components/confirm-modal.tsx'
import { webhookPath } from '../../components/webhooks/use-webhook-actions.ts'
import { call } from '../../lib/api.ts'

const hoursMax = 168

interface RotateSecretModalProps {
  webhook: Webhook
  onClose: () => void
  onSecret: (secret: string) => void
}

/** Asks for how long the former secret still signs. */
export function RotateSecretModal({ webhook, onClose, onSecret }: RotateSecretModalProps) {
  const client = useQueryClient()
  const [hours, setHours] = useState<number | string>(24)
  const overlapHours = Math.min(hoursMax, Math.max(0, Number(hours) || 0))
  const rotate = async () => {
    const { secret } = await call<Webhook>('POST', `${webhookPath(webhook)}/rotate-secret`, { body: { overlapHours } })
    void client.invalidateQueries({ queryKey: ['stats'] })
    if (secret !== undefined) onSecret(secret)
  }
  return (
    <ConfirmModal opened onClose={onClose} title="Rotate the signing secret" action="Rotate the secret" onConfirm={rotate}>
      <Stack gap="md">
        <Text>A new secret is made and shown once. Until the former one ends, each call carries two signatures, and either verifies.</Text>
        <NumberInput
          label="The former secret still signs for, hours"
          description={`0 ends it at once: calls fail to verify until the receiver has the new one. At most ${hoursMax} (a week).`}
          inputWrapperOrder={['label', 'input', 'description']}
          min={0}
          max={hoursMax}
          clampBehavior="blur"
          value={hours}
          onChange={setHours}
          data-autofocus
        />
      </Stack>
    </ConfirmModal>
  )
}
