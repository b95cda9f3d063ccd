import type { EventType, TemplateEcho, Webhook, WebhookTest } from '@hookline/schema'
import { useState } from 'react'
import { webhookPath } from '../../components/webhooks/use-webhook-actions.ts'
import { call } from '../../lib/api.ts'

interface Tried {
  eventType: string
  userId: string
}

/** Sends a sample to the URLs of the webhook, or in their place to an echo bucket, which works with calls switched off too. */
export function useTest(webhook: Webhook, types: readonly EventType[]) {
  const [busy, setBusy] = useState<'test' | 'echo' | null>(null)
  const [result, setResult] = useState<WebhookTest | null>(null)
  const [echo, setEcho] = useState<TemplateEcho | null>(null)
  const [error, setError] = useState<unknown>(null)
  const run = async (what: 'test' | 'echo', work: () => Promise<void>) => {
    setBusy(what)
    setError(null)
    setResult(null)
    try {
      await work()
    } catch (failure) {
      setError(failure)
    } finally {
      setBusy(null)
    }
  }
  const send = (body: Tried) =>
    run('test', async () => {
      setEcho(null)
      setResult(await call<WebhookTest>('POST', `${webhookPath(webhook)}/test`, { body }))
    })
  const sendToEcho = ({ eventType, userId }: Tried) =>
    run('echo', async () => {
      const type = types.find(({ name }) => name === eventType)
      const event = { type: eventType, userId, campaignId: webhook.campaignId, data: type?.sample ?? type?.lastSample ?? {} }
      const body = { request: webhook.request, event, ...(echo && { bucket: echo.bucket }) }
      setEcho(await call<TemplateEcho>('POST', '/v1/templates/echo', { body }))
    })
  return { send, sendToEcho, busy, result, echo, error }
}
