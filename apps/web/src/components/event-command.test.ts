import { expect, test } from 'vitest'
import { eventCommand } from './event-command.ts'

test('the command leads to the public address, whether it ends with a slash or not', () => {
  const event = { type: 'level_completed', userId: 'u-42', data: { name: "O'Neil" } }
  for (const publicUrl of ['https://hooks.example.com/base', 'https://hooks.example.com/base/']) {
    const command = eventCommand({ publicUrl, event })
    expect(command).toContain('curl https://hooks.example.com/base/v1/events ')
    expect(command).toContain(String.raw`O'\''Neil`)
  }
})
