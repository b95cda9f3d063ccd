import { createHmac } from 'node:crypto'
import type { EchoRequest } from '@hookline/schema'
import { expect, test } from 'vitest'
import { verifySignature } from './verify-signature.ts'

const key = Buffer.from('0123456789abcdef0123456789abcdef')
const secret = `whsec_${key.toString('base64')}`

function request(body: string, signature: string): EchoRequest {
  const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': '1795262289', 'webhook-signature': signature }
  return { id: '1', receivedAt: '2026-11-21T10:00:00Z', method: 'POST', path: '/', query: {}, headers, body, bodyEncoding: 'utf8' }
}

const signed = (body: string) => `v1,${createHmac('sha256', key).update(`msg_1.1795262289.${body}`).digest('base64')}`

test('a request that was signed with the secret is valid, one that was changed is not', async () => {
  const body = '{"name":"Größe 😀"}'
  expect(await verifySignature(secret, request(body, signed(body)))).toBe(true)
  expect(await verifySignature(secret, request(body, `v1,AAAA ${signed(body)}`))).toBe(true)
  expect(await verifySignature(secret, request(`${body} `, signed(body)))).toBe(false)
  expect(await verifySignature(secret, request(body, 'v1,%%%'))).toBe(false)
  expect(await verifySignature(secret, request(body, ''))).toBe(false)
})
