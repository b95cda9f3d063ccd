import type { Webhook } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed, notifyUndoable } from '../../lib/notify.ts'
import type { HeldAnswer } from '../held-choice/held-choice.ts'

export function webhookPath({ id }: Pick<Webhook, 'id'>): string {
  return `/v1/webhooks/${encodeURIComponent(id)}`
}

/** What can be done with a webhook from its row or its page. */
export function useWebhookActions() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const reread = async () => {
    await Promise.all(['webhooks', 'stats', 'deliveries', 'campaigns'].map((topic) => client.invalidateQueries({ queryKey: [topic] })))
  }
  const run = async (what: string, work: () => Promise<void>) => {
    try {
      await work()
    } catch (error) {
      notifyFailed(what, error)
    } finally {
      await reread()
    }
  }
  const setStatus = async (webhook: Webhook, status: Webhook['status']) => {
    await call('PATCH', webhookPath(webhook), { body: { status } })
  }
  return {
    activate: (webhook: Webhook) =>
      run('It could not be made active', async () => {
        await setStatus(webhook, 'active')
        notifyDone(`"${webhook.name}" is active.`)
      }),
    /** Throws where it is refused: whoever asked says so. */
    activateWith: async (webhook: Webhook, held: HeldAnswer) => {
      await call('PATCH', webhookPath(webhook), { body: { status: 'active', held } })
      notifyDone(`"${webhook.name}" is active. ${held === 'drop' ? 'What it held is cancelled.' : 'What it held goes on.'}`)
      await reread()
    },
    deactivate: (webhook: Webhook) =>
      run('It could not be made inactive', async () => {
        await setStatus(webhook, 'inactive')
        notifyUndoable(`"${webhook.name}" is inactive. It sends nothing, and what it owes is held.`, async () => {
          await setStatus(webhook, 'active')
          await reread()
        })
      }),
    duplicate: (webhook: Webhook) =>
      run('It could not be duplicated', async () => {
        const copy = await call<Webhook>('POST', `${webhookPath(webhook)}/duplicate`)
        notifyDone(`Made "${copy.name}". It is inactive.`)
        await navigate({ to: '/api-central/$id', params: { id: copy.id }, search: {} })
      }),
    /** Throws where it is refused: whoever asked says so. */
    remove: async (webhook: Webhook) => {
      await call('DELETE', webhookPath(webhook))
      notifyDone(`Deleted "${webhook.name}"`)
      await reread()
    },
  }
}
