import { request as httpRequest } from 'node:http'
import { expect, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import { echoRates } from '../../echo/limits.ts'
import { eventually } from '../../testing/hookline.ts'
import { useHookline } from '../../testing/use.ts'

let count = 0
/** While it is set, time stands still, so that no place becomes free by waiting. */
let stoppedAtMs: number | null = null
const app = await useHookline({ overrides: { clock: { ...systemClock, monotonic: () => stoppedAtMs ?? systemClock.monotonic() } } })

const newSecret = () => `bucket-of-test-${++count}`
const json = { accept: 'application/json' }
const listed = async (secret: string) => (await app.api('GET', `/echo-list/${secret}/`, undefined, { key: null, headers: json })).json.items

interface Sent {
  method?: string
  path: string
  headers?: Record<string, string>
  body?: Uint8Array | string
}

/** As it stands, with methods and bodies that fetch refuses. */
function send({
  method = 'POST',
  path,
  headers = {},
  body,
}: Sent): Promise<{ status: number; text: string; headers: NodeJS.Dict<unknown> }> {
  const { hostname, port } = new URL(app.url)
  return new Promise((resolve, reject) => {
    const req = httpRequest({ hostname, port, method, path, headers }, (res) => {
      const chunks: Buffer[] = []
      res.on('data', (chunk: Buffer) => chunks.push(chunk))
      res.on('end', () => resolve({ status: res.statusCode ?? 0, text: Buffer.concat(chunks).toString(), headers: res.headers }))
    })
    req.on('error', reject)
    req.end(body)
  })
}

test('whatever the method, a request is answered 200 and is the newest of the list', async () => {
  const secret = newSecret()
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'PROPFIND', 'TRACE', 'QUERY']) {
    expect([method, (await send({ method, path: `/echo-send/${secret}/a/b?x=1` })).status]).toEqual([method, 200])
    expect((await listed(secret))[0]).toMatchObject({ method, path: `/echo-send/${secret}/a/b`, query: { x: '1' }, body: '' })
  }
})

test('path, query, headers and body are kept as they came, with the slash or without', async () => {
  const secret = newSecret()
  const body = '{"n": 12345678901234567890, "quote": "\\u0000 \\""}'
  const headers = { 'content-type': 'application/json', 'X-Brand': 'A "b" <c>', 'x-proto': '1' }
  await send({ path: `/echo-send/${secret}?a=1&a=2&b=%C3%A9&__proto__=x`, headers, body })
  const [request] = await listed(secret)
  expect(request).toMatchObject({ path: `/echo-send/${secret}`, body, bodyEncoding: 'utf8' })
  expect(Object.entries(request.query)).toEqual([
    ['a', ['1', '2']],
    ['b', 'é'],
    ['__proto__', 'x'],
  ])
  expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'x-brand': 'A "b" <c>', 'x-proto': '1' })
  expect(Date.now() - Date.parse(request.receivedAt)).toBeLessThan(60_000)
})

test('a body that is no text comes back in base64', async () => {
  const secret = newSecret()
  const bytes = Buffer.from([0xff, 0, 0xc3, 0x28])
  await send({ path: `/echo-send/${secret}/`, body: bytes })
  expect((await listed(secret))[0]).toMatchObject({ body: bytes.toString('base64'), bodyEncoding: 'base64' })
})

test('256 KiB are taken and one byte more is 413, whether announced or not', async () => {
  const secret = newSecret()
  const path = `/echo-send/${secret}/`
  expect((await send({ path, body: Buffer.alloc(256 * 1024, 'a') })).status).toBe(200)
  expect((await listed(secret))[0].body).toHaveLength(256 * 1024)
  const tooMuch = Buffer.alloc(256 * 1024 + 1, 'a')
  expect((await send({ path, body: tooMuch, headers: { 'content-length': String(tooMuch.length) } })).status).toBe(413)
  const chunked = await send({ path, body: tooMuch, headers: { 'transfer-encoding': 'chunked' } })
  expect(chunked.status).toBe(413)
  expect(await listed(secret)).toHaveLength(1)
})

test('a secret that is too short, too long or has foreign characters is refused with the remedy', async () => {
  for (const secret of ['short', 'a'.repeat(129), 'eight%20characters', 'dots.are.not.it']) {
    for (const path of [`/echo-send/${secret}/`, `/echo-list/${secret}/`]) {
      const answer = await app.api('GET', path, undefined, { key: null })
      expect([path, answer.status, answer.json.errors[0].code]).toEqual([path, 422, 'echo.secret'])
    }
  }
})

test('a bucket shows the last 100 and keeps little more', async () => {
  const secret = newSecret()
  for (let i = 1; i <= 130; i++) await send({ path: `/echo-send/${secret}/${i}` })
  const items = await listed(secret)
  expect(items.map((item: { path: string }) => Number(item.path.split('/').at(-1)))).toEqual(Array.from({ length: 100 }, (_, i) => 130 - i))
  const [{ kept } = { kept: 0 }] = await app.hookline.services.database.sql<{ kept: number }[]>`
    SELECT count(*)::int AS kept FROM echo_requests WHERE secret = ${secret}`
  expect(kept).toBeLessThanOrEqual(120)
})

test('a hundred requests at once are all stored', async () => {
  const secret = newSecret()
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => send({ path: `/echo-send/${secret}/${i}` })))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(new Set((await listed(secret)).map((item: { path: string }) => item.path)).size).toBe(100)
})

test('a bucket answers as it was told, as text that no browser takes for a page', async () => {
  const { secret, url } = await app.ok('POST', '/v1/echo-buckets', { answer: { status: 503, delayMs: 30, body: '<b>no</b>' } })
  const startedAt = performance.now()
  const answer = await send({ path: new URL(url).pathname })
  expect(performance.now() - startedAt).toBeGreaterThan(25)
  expect(answer).toMatchObject({ status: 503, text: '<b>no</b>' })
  expect(answer.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
  expect(answer.headers['content-security-policy']).toContain('sandbox')
  for (const status of [204, 304]) {
    await app.ok('PATCH', `/v1/echo-buckets/${secret}`, { answer: { status, body: 'never sent' } })
    expect(await send({ path: new URL(url).pathname })).toMatchObject({ status, text: '' })
  }
})

test('the page shows what strangers sent as text', async () => {
  const secret = newSecret()
  const hostile = '"><script>window.__x=1</script><img src=x onerror=window.__x=1>'
  await send({ path: `/echo-send/${secret}/?q=${encodeURIComponent(hostile)}`, headers: { 'x-a': hostile }, body: hostile })
  const page = await app.api('GET', `/echo-list/${secret}`, undefined, { key: null, headers: { accept: 'text/html,*/*;q=0.8' } })
  expect(page.headers.get('content-type')).toMatch(/^text\/html/)
  expect(page.text).not.toContain('<script>window')
  expect(page.text).not.toContain('<img')
  expect(page.text.split('&quot;&gt;&lt;script&gt;window.__x=1').length).toBe(4)
  const etag = page.headers.get('etag') ?? ''
  const headers = { accept: 'text/html', 'if-none-match': etag }
  expect((await app.api('GET', `/echo-list/${secret}`, undefined, { key: null, headers })).status).toBe(304)
})

test('a flood of one bucket is told when to come back, and another bucket is not touched', async () => {
  const secret = newSecret()
  stoppedAtMs = systemClock.monotonic()
  const answers = await Promise.all(Array.from({ length: echoRates.bucket.burst + 100 }, () => send({ path: `/echo-send/${secret}/` })))
  stoppedAtMs = null
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(100)
  expect(refused[0]?.headers['retry-after']).toBe('1')
  expect((await send({ path: `/echo-send/${newSecret()}/` })).status).toBe(200)
})

test('with the master switch off echo still receives', async () => {
  const { sql } = app.hookline.services.database
  await sql`UPDATE workspaces SET webhooks_enabled = false`
  expect((await send({ path: `/echo-send/${newSecret()}/` })).status).toBe(200)
  await sql`UPDATE workspaces SET webhooks_enabled = true`
})

test('a caller who goes away leaves a delayed answer behind at once', async () => {
  const { secret, url } = await app.ok('POST', '/v1/echo-buckets', { answer: { delayMs: 60_000 } })
  await expect(fetch(url, { signal: AbortSignal.timeout(200) })).rejects.toThrow()
  expect(await eventually(() => listed(secret))).toHaveLength(1)
})
