import { expect, test } from 'vitest'
import { bytesOf, hexBytesMax, hexDump } from './hex-dump.ts'

test('bytes are written sixteen a line, with what can be read of them', () => {
  const bytes = bytesOf(btoa('\x89PNG\r\n\x1a\n<script>alert(1)'))
  expect(hexDump(bytes)).toBe(
    [
      '0000  89 50 4e 47 0d 0a 1a 0a 3c 73 63 72 69 70 74 3e  .PNG....<script>',
      `0010  ${'61 6c 65 72 74 28 31 29'.padEnd(48)} alert(1)`,
    ].join('\n'),
  )
  expect(hexDump(new Uint8Array())).toBe('')
})

test('of many bytes only the first are written out', () => {
  expect(hexDump(new Uint8Array(65_536)).split('\n')).toHaveLength(hexBytesMax / 16)
})
