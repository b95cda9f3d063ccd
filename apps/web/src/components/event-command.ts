import type { JsonObject } from '@hookline/schema'

interface EventCommandInput {
  publicUrl: string
  event: { type: string; userId: string; data: JsonObject }
}

/** What most events look like. */
export const usualEvent = { type: 'level_completed', userId: 'u-42', data: { level: 5, xp: 120 } } satisfies EventCommandInput['event']

/** What a developer types in a shell to send the event. */
export function eventCommand({ publicUrl, event }: EventCommandInput): string {
  const body = JSON.stringify(event).replaceAll("'", String.raw`'\''`)
  return [
    `curl ${publicUrl.replace(/\/$/, '')}/v1/events \\`,
    '  -H "Authorization: Bearer $HOOKLINE_API_KEY" -H "Content-Type: application/json" \\',
    `  -d '${body}'`,
  ].join('\n')
}
