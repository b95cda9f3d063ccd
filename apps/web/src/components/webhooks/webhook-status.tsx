import type { Webhook } from '@hookline/schema'
import { StatusWord } from '../status-word.tsx'

/** The state of a webhook in the words of every screen. */
export function WebhookStatusWord({ status }: Pick<Webhook, 'status'>) {
  return <StatusWord tone={status === 'active' ? 'good' : 'off'}>{status === 'active' ? 'Active' : 'Inactive'}</StatusWord>
}
