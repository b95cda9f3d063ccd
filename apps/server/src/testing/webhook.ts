import type { webhookInputSchema } from '@hookline/schema'
import type { z } from 'zod'
import type { TestHookline } from './hookline.ts'

type Given = Omit<Partial<z.input<typeof webhookInputSchema>>, 'eventTypes'> & { eventType: string }

/** Makes an active webhook through the API. Out: its id. */
export async function makeWebhook(app: TestHookline, { eventType, ...given }: Given): Promise<string> {
  const { id } = await app.ok('POST', '/v1/webhooks', { name: 'A webhook', eventTypes: [eventType], ...given })
  return id
}
