import fc from 'fast-check'
import { expect, test } from 'vitest'
import { finishAttempts } from '../queue/finish.ts'
import { eventually } from '../testing/hookline.ts'
import { useHookline, useReceiver } from '../testing/use.ts'
import { makeWebhook } from '../testing/webhook.ts'

let status = 200
const receiver = await useReceiver(() => ({ status }))
const app = await useHookline()

const sql = () => app.hookline.services.database.sql

/** What a person, a receiver or a late process may do to deliveries; `n` picks one of them. */
type Step = (typeof steps)[number]
const steps = [
  'send',
  'fail',
  'succeed',
  'due',
  'cancel',
  'try-now',
  'resend',
  'switch',
  'pause',
  'resume',
  'lose-lease',
  'late-result',
] as const

/** Every delivery that is done, its whole row as text; none of them is owed as well. */
async function done(): Promise<Map<string, string>> {
  const rows = await sql()<{ id: string; text: string; isOwed: boolean }[]>`
    SELECT id, deliveries::text AS text, EXISTS (SELECT FROM queue WHERE queue.id = deliveries.id) AS "isOwed" FROM deliveries`
  expect(rows.filter(({ isOwed }) => isOwed)).toEqual([])
  return new Map(rows.map(({ id, text }) => [id, text]))
}

async function anyDelivery(n: number): Promise<{ uuid: string; id: string; endpointId: string } | undefined> {
  const rows = await sql()<{ uuid: string; endpointId: string }[]>`
    SELECT id AS uuid, endpoint_id AS "endpointId" FROM deliveries UNION ALL SELECT id, endpoint_id FROM queue ORDER BY 1`
  const row = rows[n % Math.max(rows.length, 1)]
  return row && { ...row, id: `dlv_${row.uuid.replaceAll('-', '')}` }
}

/** A result that comes when its delivery may be another's by now, or done. */
async function lateResult({ uuid, endpointId }: { uuid: string; endpointId: string }, n: number): Promise<void> {
  const [process] = await sql()<{ id: string; epoch: number }[]>`SELECT id, epoch FROM processes LIMIT 1`
  if (!process) return
  const holder = { processId: process.id, epoch: process.epoch + (n % 2) - 1 }
  const attempt = { number: 1, made: true, startedAtMs: Date.now(), durationMs: 1, status: 500, error: 'status', errorMessage: null }
  const answer = { headers: null, body: null, bodyTruncated: false, pauses: null, askedMs: 0 }
  const next = n % 3 === 0 ? { delayMs: 1000 } : { status: 'undelivered' as const }
  await finishAttempts(sql(), holder, [{ workspaceId: 1, deliveryId: uuid, endpointId, ...attempt, ...answer, next }])
}

async function take(step: Step, n: number): Promise<void> {
  const delivery = await anyDelivery(n)
  switch (step) {
    case 'send':
      await app.ok('POST', '/v1/events', { type: 'terminal', userId: `u-${n}` })
      return
    case 'fail':
    case 'succeed':
      status = step === 'fail' ? 500 : 200
      return
    case 'due':
      await sql()`UPDATE queue SET due_at = now() WHERE due_at > now() AND due_at < 'infinity'`
      return
    case 'switch':
      await app.ok(
        'PATCH',
        '/v1/settings',
        n % 2 === 0 ? { webhooksEnabled: true, held: n % 3 === 0 ? 'drop' : 'send' } : { webhooksEnabled: false },
      )
      return
    case 'lose-lease':
      await sql()`UPDATE processes SET expires_at = now() - interval '1 second'`
      return
    case 'late-result':
      if (delivery) await lateResult(delivery, n)
      return
    case 'pause':
    case 'resume':
      if (delivery) await app.api('POST', `/v1/endpoints/ep_${delivery.endpointId.replaceAll('-', '')}/${step}`)
      return
    case 'cancel':
    case 'try-now':
    case 'resend':
      if (delivery)
        await app.api('POST', `/v1/deliveries/${delivery.id}/${step}`, step === 'resend' ? { render: n % 2 ? 'stored' : 'again' } : {})
  }
}

test('whatever is done to a delivery that has ended, it stays as it ended', async () => {
  await makeWebhook(app, { eventType: 'terminal', request: { urls: [receiver.url] }, policy: { retry: { delaysSeconds: [600, 600] } } })
  const plan = fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(1000)), { minLength: 10, maxLength: 25 })
  let ended = new Map<string, string>()
  await fc.assert(
    fc.asyncProperty(plan, async (given) => {
      // Each run begins with deliveries that have ended.
      for (const step of ['switch', 'succeed', 'send', 'resume'] as const) await take(step, 2)
      await eventually(async () => (await done()).size > ended.size)
      for (const [step, n] of given) {
        await take(step, n)
        const now = await done()
        for (const [id, text] of ended) expect([id, now.get(id)]).toEqual([id, text])
        ended = now
      }
    }),
    { numRuns: 12 },
  )
  expect(ended.size).toBeGreaterThan(10)
  await take('succeed', 0)
  await take('switch', 2)
  await eventually(async () => {
    const before = await done()
    for (const [id, text] of ended) expect([id, before.get(id)]).toEqual([id, text])
    return before.size >= ended.size
  })
})
