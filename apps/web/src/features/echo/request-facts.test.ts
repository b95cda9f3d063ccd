import { expect, test } from 'vitest'
import { bodyBytes } from '../../components/signature/use-verdict.ts'
import { answerText, isRejected } from './answer-text.ts'
import { nextBucketName } from './next-bucket-name.ts'
import { bodySize, queryPairs, requestTarget } from './request-facts.ts'

test('a request is told by what stands behind the bucket', () => {
  expect(requestTarget({ path: '/echo-send/secret-1/', query: {} }, 'secret-1')).toBe('/')
  expect(requestTarget({ path: '/echo-send/secret-1', query: {} }, 'secret-1')).toBe('/')
  expect(requestTarget({ path: '/base/echo-send/secret-1/crm', query: { u: 'a', v: ['1', '2'] } }, 'secret-1')).toBe('/crm?u=a&v=1&v=2')
  expect(queryPairs({ a: ['1', '2'], b: '' })).toEqual([
    { name: 'a', value: '1' },
    { name: 'a', value: '2' },
    { name: 'b', value: '' },
  ])
})

test('the size is that of the bytes, whatever they are', () => {
  for (const body of ['', 'a', 'ä', '€', '🎉', 'a🎉ä€', '\u07ff\u0800\uffff']) {
    expect(bodySize({ body, bodyEncoding: 'utf8' })).toBe(new TextEncoder().encode(body).length)
  }
  for (const bytes of [[], [0], [0, 255], [0, 255, 254], [1, 2, 3, 4]]) {
    const body = btoa(String.fromCharCode(...bytes))
    expect(bodySize({ body, bodyEncoding: 'base64' })).toBe(bytes.length)
    expect([...bodyBytes({ body, bodyEncoding: 'base64' })]).toEqual(bytes)
  }
})

test('an answer is told in words, and whether it is a failure', () => {
  expect(answerText({ status: 200, delayMs: 0, body: '' })).toBe('Answers 200 at once')
  expect(answerText({ status: 500, delayMs: 1500, body: 'ä' })).toBe('Answers 500 after 1.5 s, with a body of 2 bytes')
  expect([200, 204, 299, 301, 404, 500].map((status) => isRejected({ status, delayMs: 0, body: '' }))).toEqual([
    ...[false, false, false],
    ...[true, true, true],
  ])
})

test('a new bucket gets a name that no other has', () => {
  expect(nextBucketName([])).toBe('Bucket 1')
  expect(nextBucketName(['Bucket 1', 'Bucket 3'])).toBe('Bucket 4')
  expect(nextBucketName(['a', 'b'])).toBe('Bucket 3')
})
