import { expect, test } from 'vitest'
import { eventually, startTestHookline, testKey } from '../../testing/hookline.ts'
import { startReceiver } from '../../testing/receiver.ts'
import { useHookline } from '../../testing/use.ts'
import { makeWebhook } from '../../testing/webhook.ts'

const app = await useHookline()

/** An open stream, and the topics that it told so far. */
async function follow(topics: string, key: string | null = testKey) {
  const gone = new AbortController()
  const headers: Record<string, string> = key === null ? {} : { authorization: `Bearer ${key}` }
  const res = await fetch(`${app.url}/v1/stream?topics=${topics}`, { headers, signal: gone.signal })
  const heard: string[] = []
  let hasEnded = false
  const reading = (async () => {
    if (res.status !== 200 || !res.body) return
    for await (const chunk of res.body.pipeThrough(new TextDecoderStream()))
      heard.push(...[...chunk.matchAll(/^data: (.*)$/gm)].map(([, json = '']) => (JSON.parse(json) as { topic: string }).topic))
  })()
    .catch(() => undefined)
    .finally(() => {
      hasEnded = true
    })
  const close = async () => {
    gone.abort()
    await reading
  }
  return { res, heard, close, hasEnded: () => hasEnded }
}

test('an event, its delivery and the changes of a person are told by their topics, and nothing else', async () => {
  const receiver = await startReceiver()
  const { res, heard, close } = await follow('deliveries,events,users,webhooks,settings,automations')
  expect(res.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const only = await follow('settings')
  await makeWebhook(app, { eventType: 'streamed', request: { urls: [receiver.url] } })
  await app.ok('POST', '/v1/events', { type: 'streamed', userId: 'u-1' })
  for (const topic of ['webhooks', 'events', 'users', 'deliveries']) await eventually(() => heard.includes(topic))
  expect(heard).not.toContain('automations')
  expect(only.heard).toEqual([])
  await app.ok('PATCH', '/v1/settings', { deliveriesRetentionDays: 31 })
  await eventually(() => heard.includes('settings') && only.heard.includes('settings'))
  await Promise.all([close(), only.close(), receiver.close()])
})

test('whoever knows the secret of a bucket may follow it without a key, and only it', async () => {
  const secret = 'stream-secret-1'
  const mine = await follow(`echo:${secret}`, null)
  const theirs = await follow('echo:stream-secret-2', null)
  await app.api('POST', `/echo-send/${secret}/`, { hello: 1 }, { key: null })
  await eventually(() => mine.heard.length > 0)
  expect([mine.heard, theirs.heard]).toEqual([[`echo:${secret}`], []])
  await Promise.all([mine.close(), theirs.close()])
  expect((await follow(`echo:${secret},deliveries`, null)).res.status).toBe(401)
})

test.each([
  ['nothing', 'topics='],
  ['no topic', 'topics=deliveries,lost'],
  ['an echo secret that is none', 'topics=echo:short'],
])('%s is refused', async (_name, query) => {
  const answer = await app.api('GET', `/v1/stream?${query}`)
  expect([answer.status, answer.json.errors[0].path]).toEqual([422, 'query.topics'])
})

test('a key is asked for', async () => {
  expect((await app.api('GET', '/v1/stream?topics=deliveries', undefined, { key: null })).status).toBe(401)
})

test('streams are bounded: one too many is told so, and a closed one makes room', async () => {
  const open = await Promise.all(Array.from({ length: 200 }, (_, n) => follow(`echo:bounded-secret-${n}`, null)))
  expect(open.every(({ res }) => res.status === 200)).toBe(true)
  const refused = await app.api('GET', '/v1/stream?topics=echo:bounded-secret-x', undefined, { key: null })
  expect([refused.status, refused.headers.get('retry-after'), refused.json.title]).toEqual([503, '5', 'Not available'])
  const withKey = await follow('deliveries')
  expect(withKey.res.status).toBe(200)
  await Promise.all([withKey, ...open].map(({ close }) => close()))
  await eventually(async () => {
    const again = await follow('echo:bounded-secret-x', null)
    await again.close()
    return again.res.status === 200
  })
})

test('the server stops at once though streams are open', async () => {
  const own = await startTestHookline()
  const res = await fetch(`${own.url}/v1/stream?topics=deliveries`, { headers: { authorization: `Bearer ${testKey}` } })
  const text = res.text()
  const startedAt = performance.now()
  await own.stop()
  expect(performance.now() - startedAt).toBeLessThan(5000)
  expect(await text).toContain(': open')
})
