import { expect, test } from 'vitest'
import { auditDetail, auditText } from './audit-words.ts'

const target = { kind: 'webhook', id: 'wh_1' }

test('a change is told in words, with the name of what was changed', () => {
  expect(auditText({ action: 'webhook.update', target, detail: { name: 'Level 5 → CRM' } })).toBe('changed the webhook "Level 5 → CRM"')
  expect(auditText({ action: 'user.update', target: { kind: 'user', id: 'u-42' }, detail: { fields: ['a'] } })).toBe(
    'changed the user u-42',
  )
  expect(auditText({ action: 'settings.update', target: { kind: 'settings', id: '1' }, detail: {} })).toBe('changed the settings')
})

test('the switch of calls is told as what it did', () => {
  const settings = { kind: 'settings', id: '1' }
  expect(auditText({ action: 'settings.update', target: settings, detail: { webhooksEnabled: false } })).toBe('switched calls off')
  expect(auditText({ action: 'settings.update', target: settings, detail: { webhooksEnabled: true } })).toBe('switched calls on')
  expect(auditDetail({ detail: { webhooksEnabled: false, held: 'send' } })).toBe('held send')
  const all = { webhooksEnabled: true, eventsRetentionDays: 30 }
  expect(auditText({ action: 'settings.update', target: settings, detail: all })).toBe('changed the settings')
  expect(auditDetail({ detail: all })).toBe('webhooksEnabled true · eventsRetentionDays 30')
})

test('an action that nobody here knows is told by its own name', () => {
  expect(auditText({ action: 'planet.move', target: { kind: 'planet', id: 'p-1' }, detail: null })).toBe('planet.move p-1')
})

test('the detail is a line, however long and hostile it is', () => {
  expect(auditDetail({ detail: null })).toBe('')
  expect(auditDetail({ detail: { name: 'x', status: 500, fields: ['a', 'b'], held: { since: 'x' } } })).toBe(
    'status 500 · fields a, b · held {"since":"x"}',
  )
  expect(auditDetail({ detail: { text: `\u202e${'x'.repeat(5000)}` } }).length).toBeLessThan(100)
})
