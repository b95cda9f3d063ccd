import { expect, test } from 'vitest'
import { firstCommands, randomText } from './commands.ts'

test('the commands lead to the public address, whether it ends with a slash or not', () => {
  for (const publicUrl of ['https://hooks.example.com/base', 'https://hooks.example.com/base/']) {
    const { webhook, event } = firstCommands({ publicUrl, bucket: 'bucket-1', key: 'hk_1' })
    expect(webhook).toContain('curl https://hooks.example.com/base/v1/webhooks ')
    expect(webhook).toContain('"urls":["https://hooks.example.com/base/echo-send/bucket-1/"]')
    expect(event).toContain('curl https://hooks.example.com/base/v1/events ')
  }
})

test('random text is URL-safe, long enough for a secret, and never the same', () => {
  const texts = new Set(Array.from({ length: 100 }, () => randomText(18)))
  expect(texts.size).toBe(100)
  for (const text of texts) expect(text).toMatch(/^[A-Za-z0-9_-]{24}$/)
})
