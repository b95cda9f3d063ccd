import { createServer as createHttps } from 'node:https'
import { parseAllowHosts } from '@hookline/webhook'
import { afterEach, describe, expect, test } from 'vitest'
import { certificates } from '../net/testing/certificates.ts'
import {
  endHeaders,
  endStream,
  frame,
  frames,
  type Http2Options,
  headerLine,
  startHttp2,
  startRawHttp2,
  status200,
  uint32,
} from '../net/testing/http2.ts'
import { answering, listen } from '../net/testing/loopback.ts'
import { createSender, type Sender, type SenderOptions } from './send.ts'

const senders: Sender[] = []
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()))
})

function senderWith(options: Partial<SenderOptions> & { allowHosts?: string } = {}): Sender {
  const parsed = parseAllowHosts(options.allowHosts ?? 'crm.test')
  if (!parsed.ok) throw new Error(parsed.message)
  const publicUrl = new URL('http://hookline.test:3000')
  const defaults = { isOwn: () => false, publicUrl, now: () => performance.now(), ca: certificates.ca, lookup: answering('127.0.0.1') }
  const sender = createSender({ ...defaults, allow: parsed.allow, ...options })
  senders.push(sender)
  return sender
}

const post = (url: string, headers: string[] = [], body = Buffer.from('{"n":1}')) => ({ method: 'POST', url, headers, body })

/** A deadline that a test waits for, and one that it does not. */
const shortMs = 250
const longMs = 5000

describe('a receiver that offers HTTP/2', () => {
  test('gets the request as it is, over HTTP/2', async () => {
    const seen: Record<string, unknown>[] = []
    let body = ''
    await using server = await startHttp2((stream, headers) => {
      seen.push(headers)
      stream.setEncoding('utf8').on('data', (text: string) => (body += text))
      stream.on('end', () => stream.respond({ ':status': 201, 'x-a': ['1', '2'], 'x-b': 'é' }) ?? stream.end('made'))
    })
    const outcome = await senderWith().send(post(`${server.url}a%20b?c=d`, ['webhook-id', 'msg_1', 'X-Brand', 'a\tb']), {
      timeoutMs: longMs,
    })
    const { host } = new URL(server.url)
    expect(structuredClone(seen[0])).toEqual({
      ...{ ':method': 'POST', ':scheme': 'https', ':authority': host, ':path': '/a%20b?c=d' },
      ...{ 'webhook-id': 'msg_1', 'x-brand': 'a\tb', 'content-length': '7' },
    })
    expect(body).toBe('{"n":1}')
    expect(outcome).toMatchObject({ kind: 'answer', status: 201, body: Buffer.from('made'), bodyTruncated: false })
    expect(outcome.kind === 'answer' && outcome.headers.filter(([name]) => name.startsWith('x-'))).toEqual([
      ['x-a', '1'],
      ['x-a', '2'],
      ['x-b', 'é'],
    ])
  })

  test('gets a burst of calls in as many sessions as they need', async () => {
    await using server = await startHttp2((stream, headers) => {
      stream.respond({ ':status': 200 })
      stream.end(String(headers[':path']))
    })
    const sender = senderWith()
    const paths = Array.from({ length: 300 }, (_, index) => `/${index}`)
    const outcomes = await Promise.all(paths.map((path) => sender.send(post(server.url + path.slice(1)), { timeoutMs: longMs })))
    expect(outcomes.map((outcome) => (outcome.kind === 'answer' ? outcome.body.toString() : outcome.kind))).toEqual(paths)
    expect(server.sessions.length).toBeLessThanOrEqual(3)
  })

  test('is never asked for more at once than it allows', async () => {
    let [open, most] = [0, 0]
    const options: Http2Options = { maxConcurrentStreams: 2 }
    await using server = await startHttp2((stream) => {
      most = Math.max(most, ++open)
      setImmediate(() => {
        open--
        stream.respond({ ':status': 200 })
        stream.end()
      })
    }, options)
    const sender = senderWith()
    const calls = Array.from({ length: 100 }, () => sender.send(post(server.url), { timeoutMs: longMs }))
    expect((await Promise.all(calls)).every((outcome) => outcome.kind === 'answer')).toBe(true)
    expect(server.sessions.length).toBeLessThanOrEqual(16)
    expect(most).toBeLessThanOrEqual(2 * server.sessions.length)
  })

  test('that is called without a body gets none', async () => {
    const ended = Promise.withResolvers<boolean>()
    await using server = await startHttp2((stream, headers) => {
      ended.resolve(stream.endAfterHeaders && headers['content-length'] === undefined)
      stream.respond({ ':status': 204 }, { endStream: true })
    })
    const outcome = await senderWith().send({ method: 'GET', url: server.url, headers: [], body: null }, { timeoutMs: longMs })
    expect(outcome).toMatchObject({ kind: 'answer', status: 204 })
    expect(await ended.promise).toBe(true)
  })

  test.each([
    [['x-a', 'b\r\nx: 1'], 'invalid-header'],
    [['x a', 'b'], 'invalid-header'],
    [[':path', '/else'], 'invalid-header'],
    [['transfer-encoding', 'chunked'], 'invalid-header'],
  ])('is sent nothing where %j would be smuggled', async (headers, code) => {
    await using server = await startHttp2((stream) => stream.respond({ ':status': 200 }, { endStream: true }))
    expect(await senderWith().send(post(server.url, headers), { timeoutMs: longMs })).toMatchObject({ kind: 'error', code })
    expect(server.requests).toBe(0)
  })

  test.each([301, 307])('and redirects with %d is not followed', async (status) => {
    await using canary = await startHttp2((stream) => stream.respond({ ':status': 200 }, { endStream: true }))
    await using server = await startHttp2((stream) => stream.respond({ ':status': status, location: canary.url }, { endStream: true }))
    expect(await senderWith().send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'answer', status })
    expect(canary.sessions).toEqual([])
  })
})

describe('a receiver that speaks HTTP/1.1 alone', () => {
  test('is spoken to in HTTP/1.1, over the connection that told so', async () => {
    let connections = 0
    const server = createHttps({ key: certificates.key, cert: certificates.good }, (request, response) =>
      response.end(`${request.httpVersion} ${request.url}`),
    ).on('secureConnection', () => connections++)
    const port = await listen(server)
    const outcome = await senderWith().send(post(`https://crm.test:${port}/a`), { timeoutMs: longMs })
    expect(outcome).toMatchObject({ kind: 'answer', body: Buffer.from('1.1 /a') })
    expect(connections).toBe(1)
    server.close()
    server.closeAllConnections()
  })

  test('gets a burst of calls over many connections, each with its own answer', async () => {
    const server = createHttps({ key: certificates.key, cert: certificates.good }, (request, response) => response.end(request.url))
    const port = await listen(server)
    const sender = senderWith({ connectionsPerOrigin: 8 })
    const paths = Array.from({ length: 100 }, (_, index) => `/${index}`)
    const outcomes = await Promise.all(paths.map((path) => sender.send(post(`https://crm.test:${port}${path}`), { timeoutMs: longMs })))
    expect(outcomes.map((outcome) => (outcome.kind === 'answer' ? outcome.body.toString() : outcome.kind))).toEqual(paths)
    server.close()
    server.closeAllConnections()
  })

  test.each([
    ['GOAWAY', frame('goaway', 0, 0, uint32(0, 13))],
    ['a reset stream', null],
  ])('after all, and says so with %s, is spoken to in HTTP/1.1 from the next attempt on', async (_name, given) => {
    let isFirst = true
    await using server = await startHttp2(
      (stream) => {
        isFirst = false
        if (given) stream.session?.goaway(13)
        else stream.close(13)
      },
      { allowHTTP1: true },
    )
    server.server.on('request', (request, response) => {
      if (request.httpVersion === '1.1') response.end(String(isFirst))
    })
    const sender = senderWith()
    expect(await sender.send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'error', code: 'reset' })
    expect(await sender.send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'answer', body: Buffer.from('false') })
  })
})

describe('an answer over HTTP/2', () => {
  test('that does not stop is cut at 64 KiB and counts, and the session goes on', async () => {
    await using server = await startHttp2((stream) => {
      stream.respond({ ':status': 200 })
      const timer = setInterval(() => stream.write('x'.repeat(50_000)), 1)
      stream.on('close', () => clearInterval(timer))
    })
    const sender = senderWith()
    for (let count = 0; count < 5; count++) {
      const outcome = await sender.send(post(server.url), { timeoutMs: longMs })
      expect(outcome).toMatchObject({ kind: 'answer', status: 200, body: { length: 65_536 }, bodyTruncated: true })
    }
    expect(server.sessions).toHaveLength(1)
  })

  test('of 64 KiB is whole', async () => {
    await using server = await startHttp2((stream) => {
      stream.respond({ ':status': 200 })
      stream.end('x'.repeat(65_536))
    })
    const outcome = await senderWith().send(post(server.url), { timeoutMs: longMs })
    expect(outcome).toMatchObject({ kind: 'answer', body: { length: 65_536 }, bodyTruncated: false })
  })

  test('that comes before the request was read is an answer', async () => {
    await using server = await startHttp2((stream) => stream.respond({ ':status': 413 }, { endStream: true }))
    const outcome = await senderWith().send(post(server.url, [], Buffer.alloc(1_000_000)), { timeoutMs: longMs })
    expect(outcome).toMatchObject({ kind: 'answer', status: 413 })
  })

  test('after 1xx answers is the final one', async () => {
    await using server = await startHttp2((stream) => {
      for (let count = 0; count < 20; count++) stream.additionalHeaders({ ':status': 103, link: '<a>' })
      stream.respond({ ':status': 201 }, { endStream: true })
    })
    expect(await senderWith().send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'answer', status: 201 })
  })

  const half = (stream: number) => Buffer.concat([frame('headers', endHeaders, stream, status200), frame('data', 0, stream, 'half')])
  const inFrames = (stream: number, lines: Buffer) => {
    const parts = Array.from({ length: Math.ceil(lines.length / 16_000) }, (_, index) =>
      lines.subarray(index * 16_000, (index + 1) * 16_000),
    )
    return Buffer.concat(
      parts.map((part, index) =>
        frame(index === 0 ? 'headers' : 'continuation', index === parts.length - 1 ? endHeaders : 0, stream, part),
      ),
    )
  }
  const kilobytes = (count: number) => Buffer.concat([status200, headerLine('x', 'y'.repeat(count * 1000))])

  test.each<[string, RegExp, (stream: number) => Buffer]>([
    ['RST_STREAM before the answer', /^reset$/, (stream) => frame('reset', 0, stream, uint32(8))],
    ['RST_STREAM without an error before the answer', /^reset$/, (stream) => frame('reset', 0, stream, uint32(0))],
    ['REFUSED_STREAM', /^reset$/, (stream) => frame('reset', 0, stream, uint32(7))],
    ['RST_STREAM in the middle', /^reset$/, (stream) => Buffer.concat([half(stream), frame('reset', 0, stream, uint32(8))])],
    ['GOAWAY that leaves the call out', /^reset$/, () => frame('goaway', 0, 0, uint32(0, 0))],
    ['GOAWAY with an error in the middle', /^reset$/, (stream) => Buffer.concat([half(stream), frame('goaway', 0, 0, uint32(0, 2))])],
    ['20 KB of headers', /^headers-too-large$/, (stream) => inFrames(stream, kilobytes(20))],
    ['1 MB of headers', /^protocol$/, (stream) => inFrames(stream, kilobytes(1000))],
    ['an answer without a status', /^protocol$/, (stream) => frame('headers', endStream + endHeaders, stream, headerLine('x', 'y'))],
    ['a body without headers', /^protocol$/, (stream) => frame('data', endStream, stream, 'x')],
    ['PUSH_PROMISE', /^protocol$/, (stream) => frame('push', endHeaders, stream, Buffer.concat([uint32(2), status200]))],
    ['a flood of PING', /^protocol$/, () => Buffer.concat(Array.from({ length: 20_000 }, () => frame('ping', 0, 0, Buffer.alloc(8))))],
    ['what is not HTTP/2', /^protocol$/, () => Buffer.from('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')],
  ])('%s fails as %s, and the request is not sent again', async (_name, code, answer) => {
    await using server = await startRawHttp2((socket, stream) => socket.write(answer(stream)))
    const sender = senderWith()
    expect(await sender.send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'error', code: expect.stringMatching(code) })
    expect(server.requests).toBe(1)
    // Whatever it was, the next call has a session that works.
    expect(await sender.send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'error' })
    expect(server.requests).toBe(2)
  })

  test('of headers without end fails as soon as they are too many', async () => {
    await using server = await startRawHttp2((socket, stream) => {
      socket.write(frame('headers', 0, stream, status200))
      const timer = setInterval(() => socket.write(frame('continuation', 0, stream, headerLine('a', 'b'))), 1)
      socket.on('close', () => clearInterval(timer))
    })
    expect(await senderWith().send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'error', code: 'protocol' })
  })

  test('that was begun before GOAWAY ends well, and the next call has a new session', async () => {
    await using server = await startRawHttp2((socket, stream) =>
      socket.write(
        Buffer.concat([
          ...[frame('goaway', 0, 0, uint32(2 ** 31 - 1, 0)), frame('headers', endHeaders, stream, status200)],
          frame('data', endStream, stream, 'done'),
        ]),
      ),
    )
    const sender = senderWith()
    for (const connections of [1, 2]) {
      expect(await sender.send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'answer', body: Buffer.from('done') })
      expect(server.connections).toBe(connections)
    }
  })
})

describe('the deadline over HTTP/2', () => {
  const expectTimeout = async (outcome: ReturnType<Sender['send']>) => {
    const ended = await outcome
    expect(ended).toMatchObject({ kind: 'error', code: expect.stringMatching(/^(?:timeout|too-slow-body)$/) })
    if (ended.kind !== 'error') return
    expect(ended.durationMs).toBeGreaterThanOrEqual(shortMs - 5)
    expect(ended.durationMs).toBeLessThan(shortMs + 500)
  }

  test.each<[string, (stream: number) => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['headers alone', (stream) => frame('headers', endHeaders, stream, status200)],
    ['half of a body', (stream) => Buffer.concat([frame('headers', endHeaders, stream, status200), frame('data', 0, stream, 'half')])],
    ['half of the headers', (stream) => frame('headers', 0, stream, status200)],
    ['half of a frame', (stream) => frame('headers', endHeaders, stream, headerLine('x', 'y')).subarray(0, 11)],
  ])('ends a call that is answered with %s', async (_name, answer) => {
    await using server = await startRawHttp2((socket, stream) => socket.write(answer(stream)))
    await expectTimeout(senderWith().send(post(server.url), { timeoutMs: shortMs }))
  })

  test('ends a call that drips', async () => {
    await using server = await startRawHttp2((socket, stream) => {
      socket.write(frame('headers', endHeaders, stream, status200))
      const timer = setInterval(() => socket.write(frame('data', 0, stream, '1')), 20)
      socket.on('close', () => clearInterval(timer))
    })
    await expectTimeout(senderWith().send(post(server.url), { timeoutMs: shortMs }))
  })

  test('ends a call whose body the receiver does not take', async () => {
    await using server = await startRawHttp2(() => undefined, frame('settings', 0, 0, Buffer.concat([Buffer.from([0, 4]), uint32(0)])))
    await expectTimeout(senderWith().send(post(server.url, [], Buffer.alloc(1_000_000)), { timeoutMs: shortMs }))
  })

  test.each<[string, Buffer | null]>([
    ['never begins', null],
    ['allows no call', frame('settings', 0, 0, Buffer.concat([Buffer.from([0, 3]), uint32(0)]))],
  ])('ends a call to a receiver that %s, nothing of it sent', async (_name, settings) => {
    await using server = await startRawHttp2(() => undefined, settings)
    await expectTimeout(senderWith().send(post(server.url), { timeoutMs: shortMs }))
    expect([server.requests, server.connections]).toEqual([0, 1])
  })

  test('ends one call and leaves the others of its session alone', async () => {
    await using server = await startHttp2((stream, headers) => {
      if (headers[':path'] === '/never') return
      setTimeout(() => {
        stream.respond({ ':status': 200 })
        stream.end('late')
      }, 2 * shortMs)
    })
    const sender = senderWith()
    const late = sender.send(post(`${server.url}late`), { timeoutMs: longMs })
    await expectTimeout(sender.send(post(`${server.url}never`), { timeoutMs: shortMs }))
    expect(await late).toMatchObject({ kind: 'answer', body: Buffer.from('late') })
    expect(server.sessions).toHaveLength(1)
  })

  test('of a call in a session that has died sends the next one another way', async () => {
    await using server = await startRawHttp2((socket, stream) => {
      if (server.connections === 1) socket.removeAllListeners('data').pause()
      else socket.write(frame('headers', endStream + endHeaders, stream, status200))
    })
    const sender = senderWith()
    const staying = sender.send(post(server.url), { timeoutMs: longMs })
    await expectTimeout(sender.send(post(server.url), { timeoutMs: shortMs }))
    expect(await sender.send(post(server.url), { timeoutMs: longMs })).toMatchObject({ kind: 'answer', status: 200 })
    expect(server.connections).toBe(2)
    sender.abort()
    expect(await staying).toEqual({ kind: 'aborted' })
  })
})

describe('every session passes the guard', () => {
  test('and nothing is said to a private address', async () => {
    await using server = await startRawHttp2(() => undefined)
    const outcome = await senderWith({ allowHosts: '' }).send(post(server.url), { timeoutMs: longMs })
    expect(outcome).toMatchObject({ kind: 'error', code: 'blocked-address' })
    expect(server.connections).toBe(0)
  })

  test('again when it is made anew', async () => {
    await using server = await startRawHttp2((socket, stream) =>
      socket.write(Buffer.concat([frame('headers', endStream + endHeaders, stream, status200), frame('goaway', 0, 0, uint32(stream, 0))])),
    )
    const answers = ['127.0.0.1', '127.0.0.2']
    const { port } = new URL(server.url)
    const sender = senderWith({
      allowHosts: '127.0.0.1',
      lookup: (_hostname, callback) => callback(null, [{ address: answers.shift() ?? '', family: 4 }]),
    })
    expect(await sender.send(post(`https://crm.test:${port}/`), { timeoutMs: longMs })).toMatchObject({ kind: 'answer' })
    await expect.poll(() => server.received.includes(frames.goaway)).toBe(true)
    expect(await sender.send(post(`https://crm.test:${port}/`), { timeoutMs: longMs })).toMatchObject({ code: 'blocked-address' })
    expect(server.connections).toBe(1)
  })

  test('and one whose certificate is not trusted is told as tls', async () => {
    await using server = await startRawHttp2(() => undefined)
    const { port } = new URL(server.url)
    const sender = senderWith({ allowHosts: 'other.test' })
    const outcome = await sender.send(post(`https://other.test:${port}/`), { timeoutMs: longMs })
    expect(outcome).toMatchObject({ kind: 'error', code: 'tls' })
    expect(server.received).toEqual([])
  })
})

test('the stop ends calls over HTTP/2 as aborted', async () => {
  await using server = await startHttp2(() => undefined)
  const sender = senderWith()
  const calls = Array.from({ length: 3 }, () => sender.send(post(server.url), { timeoutMs: longMs }))
  await expect.poll(() => server.requests).toBe(3)
  sender.abort()
  expect(await Promise.all(calls)).toEqual([{ kind: 'aborted' }, { kind: 'aborted' }, { kind: 'aborted' }])
})
