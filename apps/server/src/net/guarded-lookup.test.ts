import type { LookupAddress } from 'node:dns'
import { expect, test } from 'vitest'
import { guardedLookup, type LookupAll } from './guarded-lookup.ts'
import { answering } from './testing/loopback.ts'

function resolve(lookup: LookupAll, refused: (address: string) => boolean = () => false, timeoutMs = 1000): Promise<string[]> {
  return new Promise((done, fail) => {
    guardedLookup({ judge: refused, lookup, timeoutMs })('crm.test', { all: true }, (error, addresses) => {
      if (error) fail(error)
      else done((addresses as LookupAddress[]).map(({ address }) => address)) // `all` was asked for
    })
  })
}

const many = Array.from({ length: 1000 }, (_, index) => `93.184.${index >> 8}.${index & 255}`)

test('of 1,000 addresses 8 are used', async () => {
  expect(await resolve(answering(...many))).toEqual(many.slice(0, 8))
})

test('every address is judged, not only those that are used', async () => {
  await expect(resolve(answering(...many, '10.0.0.1'), (address) => address === '10.0.0.1')).rejects.toMatchObject({
    reason: 'blocked-address',
  })
})

test('a name without an address is a DNS error', async () => {
  await expect(resolve(answering())).rejects.toMatchObject({ reason: 'dns' })
})

test('a failing resolver is a DNS error with its reason', async () => {
  const failing: LookupAll = (_hostname, callback) =>
    callback(Object.assign(new Error('queryA ESERVFAIL crm.test'), { code: 'ESERVFAIL' }), [])
  await expect(resolve(failing)).rejects.toMatchObject({ reason: 'dns', message: expect.stringContaining('ESERVFAIL') })
})

test('a resolver that does not answer is a DNS error in time, and a late answer changes nothing', async () => {
  const waiting: (() => void)[] = []
  const late: LookupAll = (_hostname, callback) => {
    waiting.push(() => callback(null, [{ address: '93.184.216.34', family: 4 }]))
  }
  await expect(resolve(late, undefined, 20)).rejects.toMatchObject({ reason: 'dns' })
  expect(waiting).toHaveLength(1)
  for (const answer of waiting) answer()
})

test('a caller that asks for one address gets the first', async () => {
  const one = new Promise((done) => {
    const lookup = guardedLookup({ judge: () => false, lookup: answering('1.1.1.1', '2.2.2.2'), timeoutMs: 1000 })
    lookup('crm.test', {}, (error, address, family) => done([error, address, family]))
  })
  expect(await one).toEqual([null, '1.1.1.1', 4])
})
