import { call } from '../call.ts'
import { type Product, type ProductOptions, startProduct } from '../product.ts'

export const apiKey = 'hk_faults_0123456789abcdef0123456789abcdef'

/** The product with a key, and a call of its API that must succeed. */
export interface Hookline extends Product {
  api<Answer>(route: string, body?: object): Promise<Answer>
}

/** Starts the built product; processes on one PostgreSQL share its master key. */
export async function startHookline({ env, ...options }: ProductOptions): Promise<Hookline> {
  const settings = { HOOKLINE_API_KEY: apiKey, HOOKLINE_MASTER_KEY: '5a'.repeat(32), HOOKLINE_ALLOW_HOSTS: '127.0.0.1', LOG_LEVEL: 'warn' }
  const product = await startProduct({ ...options, env: { ...settings, ...env } })
  return {
    ...product,
    async api<Answer>(route: string, body?: object): Promise<Answer> {
      const answer = await call({ url: product.url, apiKey }, route, body)
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${route} answered ${answer.status}: ${text.slice(0, 500)}`)
      return JSON.parse(text) as Answer
    },
  }
}

export interface WebhookOptions {
  eventType: string
  url: string
  policy?: object
}

/** A webhook whose calls say which event they are of, and when it was sent. */
export async function makeWebhook(hookline: Hookline, { eventType, url, policy = {} }: WebhookOptions): Promise<string> {
  const request = { urls: [url], body: '{"id":"{{trigger.id}}","at":{{event.at}}}' }
  return (await hookline.api<{ id: string }>('POST /v1/webhooks', { name: eventType, eventTypes: [eventType], request, policy })).id
}
