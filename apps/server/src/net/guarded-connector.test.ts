import { createServer as createHttps } from 'node:https'
import { createServer as createTls } from 'node:tls'
import type { buildConnector } from 'undici'
import { describe, expect, test } from 'vitest'
import { type GuardedConnectorOptions, guardedConnector } from './guarded-connector.ts'
import { certificates } from './testing/certificates.ts'
import { answering, listen, startRaw } from './testing/loopback.ts'

function connect(
  options: GuardedConnectorOptions,
  target: Pick<buildConnector.Options, 'hostname' | 'protocol' | 'port'>,
): Promise<string> {
  return new Promise((resolve, reject) => {
    guardedConnector(options)({ ...target, host: `${target.hostname}:${target.port}` }, (error, socket) => {
      if (error) return reject(error)
      resolve(socket.remoteAddress ?? '')
      socket.destroy()
    })
  })
}

describe('guardedConnector', () => {
  test('refuses an address in the URL without connecting', async () => {
    await using canary = await startRaw((socket) => socket.end())
    const target = { hostname: '127.0.0.1', protocol: 'http:', port: String(canary.port) }
    await expect(connect({ judge: () => true }, target)).rejects.toMatchObject({ reason: 'blocked-address' })
    expect(canary.connections).toBe(0)
  })

  test.each(['http:', 'https:'])('writes no byte when the socket turns out to lead elsewhere (%s)', async (protocol) => {
    await using canary = await startRaw((socket) => socket.end())
    const verdicts = [false, true]
    const options = { judge: () => verdicts.shift() ?? true, lookup: answering('127.0.0.1') }
    await expect(connect(options, { hostname: 'crm.test', protocol, port: String(canary.port) })).rejects.toMatchObject({
      reason: 'blocked-address',
    })
    expect(verdicts).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(canary.received).toBe('')
  })

  test('says why nobody accepts the connection', async () => {
    const port = await closedPort()
    const target = { hostname: 'crm.test', protocol: 'http:', port: String(port) }
    const lookup = answering('127.0.0.1', '127.0.0.2')
    await expect(connect({ judge: () => false, lookup }, target)).rejects.toMatchObject({
      reason: 'connect',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

describe('TLS', () => {
  const secure = (port: number, ca?: string) => {
    const options: GuardedConnectorOptions = { judge: () => false, lookup: answering('127.0.0.1'), ...(ca === undefined ? {} : { ca }) }
    return connect(options, { hostname: 'crm.test', protocol: 'https:', port: String(port) })
  }

  test('connects to a host whose certificate is trusted and made out to it', async () => {
    const server = createHttps({ key: certificates.key, cert: certificates.good })
    const port = await listen(server)
    expect(await secure(port, certificates.ca)).toBe('127.0.0.1')
    server.close()
  })

  test.each([
    ['expired', certificates.expired, certificates.ca, 'CERT_HAS_EXPIRED'],
    ['made out to another host', certificates.otherHost, certificates.ca, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['signed by itself', certificates.selfSigned, certificates.ca, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['of an unknown authority', certificates.good, undefined, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('refuses a certificate that is %s, and says so', async (_name, cert, ca, reason) => {
    const server = createHttps({ key: certificates.key, cert })
    const port = await listen(server)
    await expect(secure(port, ca)).rejects.toMatchObject({ reason: 'tls', message: expect.stringContaining(reason) })
    server.close()
  })

  test('NODE_TLS_REJECT_UNAUTHORIZED=0 changes nothing', async () => {
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    const server = createHttps({ key: certificates.key, cert: certificates.selfSigned })
    const port = await listen(server)
    await expect(secure(port)).rejects.toMatchObject({ reason: 'tls' })
    server.close()
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
  })

  test('refuses TLS 1.0 and 1.1', async () => {
    const versions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT:@SECLEVEL=0' } as const
    const server = createTls({ key: certificates.key, cert: certificates.good, ...versions })
    const port = await listen(server)
    await expect(secure(port, certificates.ca)).rejects.toMatchObject({ reason: 'tls' })
    server.close()
  })

  test('never falls back to plain text', async () => {
    await using plain = await startRaw((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
    await expect(secure(plain.port)).rejects.toMatchObject({ reason: 'tls' })
    expect(plain.received).not.toContain('HTTP')
  })
})

async function closedPort(): Promise<number> {
  await using server = await startRaw((socket) => socket.end())
  return server.port
}
