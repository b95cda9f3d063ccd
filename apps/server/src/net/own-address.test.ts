import { networkInterfaces } from 'node:os'
import { expect, test } from 'vitest'
import { ownAddresses } from './own-address.ts'

const isOwn = ownAddresses([3000, 5544])
const interfaces = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? [])

test.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', '0.0.0.0', '::', 'garbage', ...interfaces])(
  '%s with a port of ours is our own',
  (address) => {
    expect(isOwn(address, 3000)).toBe(true)
    expect(isOwn(address, 5544)).toBe(true)
    expect(isOwn(address, 3001)).toBe(false)
  },
)

test('the same port elsewhere is not', () => {
  expect(isOwn('93.184.216.34', 3000)).toBe(false)
  expect(isOwn('2606:4700:4700::1111', 3000)).toBe(false)
})
