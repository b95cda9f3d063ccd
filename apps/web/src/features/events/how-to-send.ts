/** The call that sends an event, for who reads it and types it; the key stands in a variable. */
export function sendCommand(publicUrl: string, event: object): string {
  const body = JSON.stringify(event).replaceAll("'", "'\\''")
  return [
    `curl ${publicUrl.replace(/\/$/, '')}/v1/events \\`,
    '  -H "Authorization: Bearer $HOOKLINE_API_KEY" -H "Content-Type: application/json" \\',
    `  -d '${body}'`,
  ].join('\n')
}

/** What most events look like. */
export const firstEvent = { type: 'level_completed', userId: 'u-42', data: { level: 5, xp: 120 } }
