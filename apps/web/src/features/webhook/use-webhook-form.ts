import type { FieldError, Webhook } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { webhookPath } from '../../components/webhooks/use-webhook-actions.ts'
import { ApiError, call } from '../../lib/api.ts'
import { notifyDone } from '../../lib/notify.ts'
import { changesOf, draftOf, isChanged, settleDraft, type WebhookDraft } from './webhook-draft.ts'

export interface WebhookForm {
  draft: WebhookDraft
  change: (changes: Partial<WebhookDraft>) => void
  isDirty: boolean
  isSaving: boolean
  /** What the last save was refused for; null where it was not. */
  error: unknown
  fieldErrors: readonly FieldError[]
  save: () => Promise<void>
  discard: () => void
  /** Somebody else changed the webhook while it was edited here. */
  isBehind: boolean
}

/**
 * The settings of a webhook on the screen. They are saved when a person says so, because a webhook is live at once; until
 * then a change of somebody else neither overwrites them nor is overwritten, but where both changed the same.
 */
export function useWebhookForm(webhook: Webhook, onSecret: (secret: string) => void): WebhookForm {
  const client = useQueryClient()
  const [base, setBase] = useState(webhook)
  const [draft, setDraft] = useState(() => draftOf(webhook))
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const latest = useRef({ draft, base })
  latest.current = { draft, base }
  const isDirty = isChanged(draft, base)
  const isNewer = webhook.updatedAt > base.updatedAt

  const adopt = useCallback((next: Webhook) => {
    setBase(next)
    setDraft(draftOf(next))
    setError(null)
  }, [])
  // A change of its status alone touches nothing that is edited here.
  const isOthers = isNewer && isChanged(draftOf(webhook), base)
  useEffect(() => {
    if (!isNewer || isSaving) return
    if (!isDirty) adopt(webhook)
    else if (!isOthers) setBase(webhook)
  }, [isNewer, isDirty, isSaving, isOthers, webhook, adopt])

  const change = useCallback((changes: Partial<WebhookDraft>) => setDraft((before) => ({ ...before, ...changes })), [])
  const save = useCallback(async () => {
    const { draft: sent, base: before } = latest.current
    setSaving(true)
    try {
      const answered = await call<Webhook>('PATCH', webhookPath(before), { body: changesOf(sent, before) })
      const { secret, ...stored } = answered
      setBase(stored)
      setDraft((now) => settleDraft(now, sent, stored))
      setError(null)
      client.setQueryData(['webhooks', 'one', before.id], stored)
      void client.invalidateQueries({ queryKey: ['webhooks'] })
      void client.invalidateQueries({ queryKey: ['stats'] })
      if (secret === undefined) notifyDone('Saved. Events that come from now on are judged by it.')
      else onSecret(secret)
    } catch (failure) {
      setError(failure)
    } finally {
      setSaving(false)
    }
  }, [client, onSecret])

  return {
    ...{ draft, change, isDirty, isSaving, error, save },
    fieldErrors: error instanceof ApiError ? (error.problem.errors ?? []) : [],
    discard: useCallback(() => adopt(webhook), [adopt, webhook]),
    isBehind: isOthers && isDirty,
  }
}
