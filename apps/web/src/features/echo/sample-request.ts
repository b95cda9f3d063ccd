/** A call as a webhook makes it, to try a bucket with. In: the time, and two random numbers that tell samples apart. */
export function sampleRequest(now: Date, [first = 0, second = 0]: Iterable<number>): { headers: Record<string, string>; body: string } {
  const id = `msg_sample_${first.toString(36)}${second.toString(36)}`
  const timestamp = now.toISOString()
  const event = {
    id: 'evt-sample',
    type: 'level_completed',
    occurredAt: timestamp,
    data: { level: 5, level_name: 'My level with " inside', xp: 120 },
  }
  return {
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    },
    body: JSON.stringify({ id, scope: 'level_completed', type: 'level_completed', timestamp, user: 'u-42', campaign: null, event }),
  }
}
