import type { FieldError, Webhook } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { webhookPath } from '../../components/webhooks/use-webhook-actions.ts'
import { ApiError, callWithTag } from '../../lib/api.ts'
import { notifyDone } from '../../lib/notify.ts'
import { type TaggedWebhook, webhookQuery } from './use-webhook.ts'
import { changesOf, draftOf, isChanged, type OthersChanges, othersChanges, settleDraft, type WebhookDraft } from './webhook-draft.ts'

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
  /** What somebody else changed while the webhook was edited here; null where nobody did. */
  others: OthersChanges | null
}

const preconditionFailed = 412

/**
 * The settings of a webhook on the screen. They are saved when a person says so, because a webhook is live at once; until
 * then a change of somebody else neither overwrites them nor is overwritten. A save names the state that it was made on:
 * who was slower is told what the other changed, and saves once more, or does not.
 */
export function useWebhookForm({ webhook, etag }: TaggedWebhook, onSecret: (secret: string) => void): WebhookForm {
  const client = useQueryClient()
  const [base, setBase] = useState(webhook)
  const [draft, setDraft] = useState(() => draftOf(webhook))
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const latest = useRef({ draft, base, newest: { webhook, etag } })
  latest.current = { draft, base, newest: { webhook, etag } }
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
  const keep = useCallback((tagged: TaggedWebhook) => client.setQueryData(webhookQuery(tagged.webhook.id).queryKey, tagged), [client])
  const save = useCallback(async () => {
    const { draft: sent, base: before, newest } = latest.current
    setSaving(true)
    setError(null)
    try {
      const { secret, stored } = await saveOn({ sent, before, newest, onNewer: keep })
      setBase(stored.webhook)
      setDraft((now) => settleDraft(now, sent, stored.webhook))
      keep(stored)
      void client.invalidateQueries({ queryKey: ['webhooks'] })
      void client.invalidateQueries({ queryKey: ['stats'] })
      if (secret === undefined) notifyDone('Saved. Events that come from now on are judged by it.')
      else onSecret(secret)
    } catch (failure) {
      // Somebody was faster: what they changed is on the screen by now, with the choice.
      if (!(failure instanceof ApiError && failure.status === preconditionFailed)) setError(failure)
    } finally {
      setSaving(false)
    }
  }, [client, keep, onSecret])

  return {
    ...{ draft, change, isDirty, isSaving, error, save },
    fieldErrors: error instanceof ApiError ? (error.problem.errors ?? []) : [],
    discard: useCallback(() => adopt(webhook), [adopt, webhook]),
    others: isOthers && isDirty ? othersChanges(draft, base, webhook) : null,
  }
}

interface Save {
  sent: WebhookDraft
  before: Webhook
  /** What the person who saves has been shown. */
  newest: TaggedWebhook
  /** Told what somebody else made of it meanwhile. */
  onNewer: (newer: TaggedWebhook) => void
}

/** Saves upon the newest that is known. Throws 412 where somebody changed meanwhile what the form shows. */
async function saveOn({ sent, before, newest, onNewer }: Save): Promise<{ stored: TaggedWebhook; secret: string | undefined }> {
  const path = webhookPath(before)
  const patch = async (on: TaggedWebhook) => {
    const { data, etag } = await callWithTag<Webhook>('PATCH', path, { body: changesOf(sent, before, on.webhook), ifMatch: on.etag })
    const { secret, ...webhook } = data
    return { stored: { webhook, etag: etag ?? '*' }, secret }
  }
  try {
    return await patch(newest)
  } catch (failure) {
    if (!(failure instanceof ApiError && failure.status === preconditionFailed)) throw failure
    const { data, etag } = await callWithTag<Webhook>('GET', path)
    const newer = { webhook: data, etag: etag ?? '*' }
    onNewer(newer)
    // Its status alone is nothing that is edited here.
    if (isChanged(draftOf(newer.webhook), newest.webhook)) throw failure
    return patch(newer)
  }
}
