import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { parseAllowHosts } from '@hookline/webhook'
import { afterEach, describe, expect, test } from 'vitest'
import { answering, listen, type RawServer, startRaw } from '../net/testing/loopback.ts'
import { createSender, type Sender, type SenderOptions, type SendOutcome } from './send.ts'

const senders: Sender[] = []
afterEach(async () => {
  await Promise.all(senders.splice(0).map((sender) => sender.close()))
})

function senderWith({ allowHosts = '127.0.0.1', ...options }: Partial<SenderOptions> & { allowHosts?: string } = {}): Sender {
  const parsed = parseAllowHosts(allowHosts)
  if (!parsed.ok) throw new Error(parsed.message)
  const publicUrl = new URL('http://hookline.test:3000')
  const sender = createSender({ allow: parsed.allow, isOwn: () => false, publicUrl, now: () => performance.now(), ...options })
  senders.push(sender)
  return sender
}

const post = (url: string, headers: string[] = []) => ({ method: 'POST', url, headers, body: Buffer.from('{"n":1}') })
const send = (url: string, timeoutMs = 2000) => senderWith().send(post(url), { timeoutMs })

/** Sends to a server that gives this raw answer and keeps the connection open, unless `end` closes it. */
async function answered(raw: string | string[], { timeoutMs = 2000, end = false } = {}): Promise<SendOutcome> {
  await using server = await startRaw((socket) => {
    for (const piece of [raw].flat()) socket.write(piece, 'latin1')
    if (end) socket.end()
  })
  return await send(server.url, timeoutMs)
}

async function startHttp(listener: RequestListener): Promise<{ url: string; port: number } & AsyncDisposable> {
  const server = createServer(listener)
  const port = await listen(server)
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A resolver that never answers. */
const silent = () => undefined

const quiet = () => startRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))

describe('a request', () => {
  test('is sent byte for byte, with no header of our own but host, connection and content-length', async () => {
    await using server = await startRaw((socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'))
    await senderWith().send(post(`${server.url}a%20b?c=d#e`, ['webhook-id', 'msg_1', 'X-Brand', 'a\tb']), { timeoutMs: 2000 })
    expect(server.received).toBe(
      `POST /a%20b?c=d HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: keep-alive\r\n` +
        'webhook-id: msg_1\r\nX-Brand: a\tb\r\ncontent-length: 7\r\n\r\n{"n":1}',
    )
  })

  test('without a body has none', async () => {
    await using server = await startRaw((socket) => socket.write('HTTP/1.1 204 No Content\r\n\r\n'))
    await senderWith().send({ method: 'GET', url: server.url, headers: [], body: null }, { timeoutMs: 2000 })
    expect(server.received).toBe(`GET / HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nconnection: keep-alive\r\n\r\n`)
  })

  test.each([
    [['x-a', 'b\r\nx: 1'], 'invalid-header'],
    [['x a', 'b'], 'invalid-header'],
    [['transfer-encoding', 'chunked'], 'invalid-header'],
  ])('that smuggles %j is not sent', async (headers, code) => {
    await using server = await quiet()
    expect(await senderWith().send(post(server.url, headers), { timeoutMs: 1000 })).toMatchObject({ kind: 'error', code })
    expect(server.received).toBe('')
  })

  test.each(['', 'example.com', 'ftp://example.com/', 'javascript:alert(1)', 'http://'])('to %j is an invalid URL', async (url) => {
    expect(await send(url)).toMatchObject({ kind: 'error', code: 'invalid-url' })
  })

  test('ignores proxies named in the environment', async () => {
    await using proxy = await quiet()
    await using server = await quiet()
    process.env.HTTP_PROXY = proxy.url
    process.env.http_proxy = proxy.url
    expect(await send(server.url)).toMatchObject({ kind: 'answer', status: 200 })
    delete process.env.HTTP_PROXY
    delete process.env.http_proxy
    expect(proxy.connections).toBe(0)
  })

  test('goes out with hundreds of others, each with its own answer', async () => {
    await using server = await startHttp((request, response) => response.end(request.url))
    const sender = senderWith({ connectionsPerOrigin: 20 })
    const paths = Array.from({ length: 500 }, (_, index) => `/${index}`)
    const outcomes = await Promise.all(
      paths.map((path) => sender.send(post(`http://127.0.0.1:${server.port}${path}`), { timeoutMs: 10_000 })),
    )
    expect(outcomes.map((outcome) => (outcome.kind === 'answer' ? outcome.body.toString() : outcome.kind))).toEqual(paths)
  })
})

describe('an answer', () => {
  test('keeps its headers as they came, one entry each', async () => {
    const outcome = await answered(
      'HTTP/1.1 500 Oh\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\nX-\xc9: \xe9\r\nContent-Length: 2\r\n\r\nno'.replace('X-\xc9', 'X-E'),
    )
    expect(outcome).toMatchObject({ kind: 'answer', status: 500, body: Buffer.from('no'), bodyTruncated: false })
    expect(outcome.kind === 'answer' && outcome.headers).toEqual([
      ['Set-Cookie', 'a=1'],
      ['set-cookie', 'b=2'],
      ['X-E', 'é'],
      ['Content-Length', '2'],
    ])
  })

  test('sets no cookie for the next request', async () => {
    const seen: IncomingMessage['headers'][] = []
    await using server = await startHttp((request, response) => {
      seen.push(request.headers)
      response.setHeader('set-cookie', 'a=1').end()
    })
    const sender = senderWith()
    await sender.send(post(server.url), { timeoutMs: 1000 })
    await sender.send(post(server.url), { timeoutMs: 1000 })
    expect(seen).toHaveLength(2)
    expect(seen[1]).not.toHaveProperty('cookie')
  })

  test.each([301, 302, 303, 307, 308])('of %d is not followed', async (status) => {
    await using canary = await quiet()
    const outcome = await answered(`HTTP/1.1 ${status} Moved\r\nlocation: ${canary.url}\r\ncontent-length: 0\r\n\r\n`)
    expect(outcome).toMatchObject({ kind: 'answer', status })
    expect(canary.connections).toBe(0)
  })

  test('that is compressed is kept as it came', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000))
    await using server = await startHttp((_request, response) => response.setHeader('content-encoding', 'gzip, gzip').end(bomb))
    const outcome = await send(server.url)
    expect(outcome).toMatchObject({ kind: 'answer', status: 200, body: bomb.subarray(0, 65_536) })
  })

  test('of 64 KiB is whole', async () => {
    const outcome = await answered(`HTTP/1.1 200 OK\r\ncontent-length: 65536\r\n\r\n${'x'.repeat(65_536)}`)
    expect(outcome).toMatchObject({ kind: 'answer', status: 200, body: { length: 65_536 }, bodyTruncated: false })
  })

  test('that does not stop is cut at 64 KiB, counts, and its connection is closed', async () => {
    let isClosed = false
    await using server = await startRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      const timer = setInterval(() => socket.write('x'.repeat(10_000)), 1)
      socket.on('close', () => {
        isClosed = true
        clearInterval(timer)
      })
    })
    expect(await send(server.url)).toMatchObject({ kind: 'answer', status: 200, body: { length: 65_536 }, bodyTruncated: true })
    await expect.poll(() => isClosed).toBe(true)
  })

  test('after 1xx answers is the final one', async () => {
    const outcome = await answered(
      `${'HTTP/1.1 103 Early Hints\r\nlink: <a>\r\n\r\n'.repeat(100)}HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n`,
    )
    expect(outcome).toMatchObject({ kind: 'answer', status: 201, headers: [['content-length', '0']] })
  })

  test('up to the end of the connection is whole', async () => {
    expect(await answered('HTTP/1.0 200 OK\r\n\r\nhello', { end: true })).toMatchObject({ kind: 'answer', body: Buffer.from('hello') })
  })
})

describe('the deadline', () => {
  const timeoutMs = 250

  async function expectTimeout(outcome: SendOutcome): Promise<void> {
    if (outcome.kind !== 'error') throw new Error(`it is ${outcome.kind}`)
    expect(['timeout', 'too-slow-body']).toContain(outcome.code)
    expect(outcome.durationMs).toBeGreaterThanOrEqual(timeoutMs - 5)
    expect(outcome.durationMs).toBeLessThan(timeoutMs + 1500)
  }

  test('ends a call that is never answered', async () => {
    await expectTimeout(await answered([], { timeoutMs }))
  })

  test('ends a call that only gets 1xx', async () => {
    await expectTimeout(await answered('HTTP/1.1 102 Processing\r\n\r\n'.repeat(100), { timeoutMs }))
  })

  test.each(['HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n', 'HTTP/1.1 200 OK\r\ncontent-length: ', 'HTTP/1.1 200 OK\r\nx: '])(
    'ends an answer that drips byte by byte after %j',
    async (begin) => {
      await using server = await startRaw((socket) => {
        socket.write(begin)
        const timer = setInterval(() => socket.write('1'), 20)
        socket.on('close', () => clearInterval(timer))
      })
      await expectTimeout(await send(server.url, timeoutMs))
    },
  )

  test('covers DNS', async () => {
    const sender = senderWith({ lookup: silent })
    await expectTimeout(await sender.send(post('http://crm.test/'), { timeoutMs }))
  })

  test('of a call that waits for a connection passes without a byte sent, and leaves the connection to the next', async () => {
    await using server = await startHttp((request, response) =>
      setTimeout(() => response.end(request.url), request.url === '/slow' ? 400 : 0),
    )
    const sender = senderWith({ connectionsPerOrigin: 1 })
    const call = (path: string, ms: number) => sender.send(post(`http://127.0.0.1:${server.port}${path}`), { timeoutMs: ms })
    const [slow, late, next] = await Promise.all([call('/slow', 2000), call('/late', 100), call('/next', 2000)])
    expect(slow).toMatchObject({ kind: 'answer', status: 200 })
    expect(late).toMatchObject({ kind: 'error', code: 'timeout' })
    expect(next).toMatchObject({ kind: 'answer', body: Buffer.from('/next') })
  })
})

describe('a failure is told by its cause', () => {
  test('a connection that is reset after the request', async () => {
    await using server = await startRaw((socket) => socket.resetAndDestroy())
    expect(await send(server.url)).toMatchObject({ kind: 'error', code: 'reset' })
  })

  test.each(['', 'HTTP/1.1 200', 'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf'])(
    'a connection that is closed after %j',
    async (raw) => {
      expect(await answered(raw, { end: true })).toMatchObject({ kind: 'error', code: expect.stringMatching(/^(?:reset|protocol)$/) })
    },
  )

  test('a port that nobody listens on', async () => {
    const server: RawServer = await quiet()
    await server[Symbol.asyncDispose]()
    expect(await send(server.url)).toMatchObject({ kind: 'error', code: 'connect', message: expect.stringContaining('ECONNREFUSED') })
  })

  test.each([
    ['1 MB of headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(1_000_000)}`],
    ['1 MB of a header name', `HTTP/1.1 200 OK\r\n${'y'.repeat(1_000_000)}`],
    ['10,000 Location headers', `HTTP/1.1 300 OK\r\n${'location: http://127.0.0.1/\r\n'.repeat(10_000)}\r\n`],
  ])('%s', async (_name, raw) => {
    expect(await answered(raw)).toMatchObject({ kind: 'error', code: 'headers-too-large' })
  })

  test.each([
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\nab',
    'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
    'HTTP/1.1 200 OK\r\nx\0y: 1\r\n\r\n',
    'HTTP/1.1 302 Found\r\nlocation: a\r b\r\n\r\n',
    'SSH-2.0-OpenSSH_9.6\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n',
  ])('what is not HTTP: %j', async (raw) => {
    expect(await answered(raw)).toMatchObject({ kind: 'error', code: 'protocol' })
  })

  test('a name that DNS does not know', async () => {
    const sender = senderWith({
      lookup: (_hostname, callback) => callback(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []),
    })
    expect(await sender.send(post('http://crm.test/'), { timeoutMs: 1000 })).toMatchObject({ kind: 'error', code: 'dns' })
  })

  test('DNS that is slower than its own limit', async () => {
    const sender = senderWith({ lookup: silent, dnsTimeoutMs: 50 })
    expect(await sender.send(post('http://crm.test/'), { timeoutMs: 1000 })).toMatchObject({ kind: 'error', code: 'dns' })
  })
})

describe('a private address is never connected to', () => {
  test.each([
    ...[['127.0.0.1'], ['::ffff:127.0.0.1'], ['0.0.0.0'], ['169.254.169.254'], ['100.64.0.1'], ['::ffff:10.0.0.1'], ['fd00:ec2::254']],
    ['93.184.216.34', '127.0.0.1'],
  ])('when DNS answers %s %s', async (...addresses) => {
    await using canary = await quiet()
    const sender = senderWith({ allowHosts: '', lookup: answering(...addresses.filter((address) => address !== undefined)) })
    expect(await sender.send(post(`http://crm.test:${canary.port}/`), { timeoutMs: 1000 })).toMatchObject({
      kind: 'error',
      code: 'blocked-address',
    })
    expect(canary.connections).toBe(0)
  })

  test.each(['127.0.0.1', '[::ffff:127.0.0.1]', '0.0.0.0', '[::1]', '2130706433'])('when the URL says %s', async (host) => {
    await using canary = await quiet()
    const outcome = await senderWith({ allowHosts: '' }).send(post(`http://${host}:${canary.port}/`), { timeoutMs: 1000 })
    expect(outcome).toMatchObject({ kind: 'error', code: 'blocked-address' })
    expect(canary.connections).toBe(0)
  })

  test('when the name changes between two attempts', async () => {
    await using canary = await quiet()
    await using server = await quiet()
    const answers = ['127.0.0.1', '127.0.0.2']
    const sender = senderWith({ lookup: (_hostname, callback) => callback(null, [{ address: answers.shift() ?? '', family: 4 }]) })
    expect(await sender.send(post(`http://crm.test:${server.port}/`), { timeoutMs: 1000 })).toMatchObject({ kind: 'answer' })
    expect(await sender.send(post(`http://crm.test:${server.port}/`), { timeoutMs: 1000 })).toMatchObject({ code: 'blocked-address' })
    expect([server.connections, canary.connections]).toEqual([1, 0])
  })

  test('unless the host is allowed by name', async () => {
    await using server = await quiet()
    const sender = senderWith({ allowHosts: 'crm.lan', lookup: answering('127.0.0.1') })
    expect(await sender.send(post(`http://crm.lan:${server.port}/`), { timeoutMs: 1000 })).toMatchObject({ kind: 'answer', status: 200 })
  })
})

describe('our own address', () => {
  test('is refused on our ports even where it is allowed', async () => {
    await using own = await quiet()
    const sender = senderWith({ isOwn: (_address, port) => port === own.port, lookup: answering('127.0.0.1') })
    expect(await sender.send(post(own.url), { timeoutMs: 1000 })).toMatchObject({ code: 'blocked-address' })
    expect(await sender.send(post(`http://crm.test:${own.port}/echo-send/x/`), { timeoutMs: 1000 })).toMatchObject({
      code: 'blocked-address',
    })
    expect(own.connections).toBe(0)
  })

  test('takes calls to echo below PUBLIC_URL, and no others', async () => {
    const paths: string[] = []
    await using own = await startHttp((request, response) => {
      paths.push(request.url ?? '')
      response.end()
    })
    const publicUrl = new URL(`${own.url}base/`)
    const sender = senderWith({ allowHosts: '', publicUrl, isOwn: () => true })
    const codeOf = async (path: string) => {
      const outcome = await sender.send(post(own.url + path), { timeoutMs: 1000 })
      return outcome.kind === 'error' ? outcome.code : outcome.kind
    }
    expect(await codeOf('base/echo-send/secret/a?b=c')).toBe('answer')
    for (const path of [
      'base/v1/events',
      'echo-send/secret/',
      'base/echo-send',
      'base/echo-send/../v1/events',
      'base/echo-send/%2e%2e/v1/events',
      'base//echo-send/x',
    ])
      expect(await codeOf(path)).toBe('blocked-address')
    expect(paths).toEqual(['/base/echo-send/secret/a?b=c'])
  })
})

test('closing waits for the calls that are under way', async () => {
  await using server = await startHttp((_request, response) => setTimeout(() => response.end('late'), 100))
  const sender = senderWith()
  const outcome = sender.send(post(server.url), { timeoutMs: 2000 })
  await sender.close()
  expect(await outcome).toMatchObject({ kind: 'answer', body: Buffer.from('late') })
})

test('an abort ends calls that are never answered, those without a connection too, and lets nothing more leave', async () => {
  const arrived = Promise.withResolvers<void>()
  await using server = await startHttp(() => arrived.resolve())
  const sender = senderWith({ connectionsPerOrigin: 1 })
  const underWay = [1, 2].map(() => sender.send(post(server.url), { timeoutMs: 60_000 }))
  await arrived.promise
  sender.abort()
  expect(await Promise.all(underWay)).toEqual([{ kind: 'aborted' }, { kind: 'aborted' }])
  expect(await sender.send(post(server.url), { timeoutMs: 60_000 })).toEqual({ kind: 'aborted' })
  await sender.close()
})
