import type { Product } from './product.ts'

const pad = 'x'.repeat(300)

/** One live rule: level_completed, level at least 5 → a JSON call of about 400 bytes with values of event and user. */
export function publishRule(product: Product, receiverUrl: string): Promise<void> {
  return publish(product, { receiverUrl, eventType: 'level_completed', retry: { preset: 'steady' } })
}

/** The same rule for the type of the backlog; what fails is tried again in a day. */
export function publishPatientRule(product: Product, receiverUrl: string): Promise<void> {
  return publish(product, { receiverUrl, eventType: backlogType, retry: { delaysSeconds: [86_400] } })
}

export const backlogType = 'backlog_made'

interface Rule {
  receiverUrl: string
  eventType: string
  retry: object
}

async function publish(product: Product, { receiverUrl, eventType, retry }: Rule): Promise<void> {
  const body = '{"id":"{{trigger.id}}","user":"{{user.id}}","level":{{event.level}},"pad":"{{event.pad}}"}'
  const request = { method: 'POST', urls: [receiverUrl], contentType: 'application/json', headers: [], body }
  const condition = { combinator: 'and', rules: [{ field: 'event.level', operator: '>=', value: 5 }] }
  const draft = {
    nodes: [
      { id: 't', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType } },
      { id: 'c', type: 'condition', position: { x: 260, y: 0 }, config: { condition } },
      { id: 'w', type: 'webhook', position: { x: 520, y: 0 }, config: { request, policy: { retry } } },
    ],
    edges: [
      { from: 't', to: 'c' },
      { from: 'c', to: 'w', branch: 'yes' },
    ],
  }
  const { id } = await product.api<{ id: string }>('POST', '/v1/automations', { kind: 'rule', name: `Bench ${eventType}`, draft })
  await product.api('POST', `/v1/automations/${id}/publish`, {})
}

let sequence = 0

/** An event that the rule lets through; users are taken in turn from 50,000. */
export function nextEvent(type = 'level_completed'): { type: string; userId: string; data: object } {
  sequence++
  return { type, userId: `u-${sequence % 50_000}`, data: { level: 5 + (sequence % 20), pad } }
}

/** The body that the bare loop sends: as large as the rule's. */
export const bareBody = JSON.stringify({ id: 'evt', user: 'u-1', level: 5, pad })
