/** What a newcomer types; each works as it stands, one after another. */
export interface Commands {
  start: string
  webhook: string
  event: string
}

export function firstCommands({ publicUrl, bucket, key }: { publicUrl: string; bucket: string; key: string }): Commands {
  const base = publicUrl.replace(/\/$/, '')
  const call = (path: string, body: object) =>
    [
      `curl ${base}${path} \\`,
      '  -H "Authorization: Bearer $HOOKLINE_API_KEY" -H "Content-Type: application/json" \\',
      `  -d '${JSON.stringify(body)}'`,
    ].join('\n')
  return {
    start: `export HOOKLINE_API_KEY=${key}\nnpm start`,
    webhook: call('/v1/webhooks', {
      name: 'My first webhook',
      eventTypes: ['level_completed'],
      request: { urls: [`${base}/echo-send/${bucket}/`] },
    }),
    event: call('/v1/events', { type: 'level_completed', userId: 'u-42', data: { level: 5, xp: 120 } }),
  }
}

/** Random URL-safe text of `bytes` bytes. */
export function randomText(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes))
  return btoa(String.fromCharCode(...random))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
