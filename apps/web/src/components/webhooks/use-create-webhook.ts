import type { Webhook } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'

/** Makes a webhook; `error` is what it was refused for. */
export function useCreateWebhook(onMade: (webhook: Webhook) => void) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const create = async (body: object) => {
    setBusy(true)
    setError(null)
    try {
      const webhook = await call<Webhook>('POST', '/v1/webhooks', { body })
      void client.invalidateQueries({ queryKey: ['webhooks'] })
      void client.invalidateQueries({ queryKey: ['campaigns'] })
      onMade(webhook)
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(false)
    }
  }
  return { create, isBusy, error }
}
