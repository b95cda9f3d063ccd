import type { Webhook } from '@hookline/schema'
import { expect, test } from 'vitest'
import { changesOf, draftOf, isChanged, othersChanges, requestProblems, settleDraft } from './webhook-draft.ts'

const webhook: Webhook = {
  ...{ id: 'whk_1', hookId: null, name: 'CRM', description: '', status: 'active', eventTypes: ['*'], campaignId: null, condition: null },
  request: { method: 'POST', urls: ['https://a.example'], contentType: 'application/json', headers: [], body: null },
  policy: { timeoutMs: 15_000, success: '2xx', retry: { preset: 'none' }, ratePerSecond: null },
  ...{ hasSecret: false, createdAt: '2026-11-21T10:00:00Z', updatedAt: '2026-11-21T10:00:00Z' },
}

test('a save sends what was changed, and nothing else', () => {
  const draft = draftOf(webhook)
  expect(changesOf(draft, webhook)).toEqual({})
  expect(isChanged({ ...draft, request: { ...webhook.request } }, webhook)).toBe(false)
  expect(changesOf({ ...draft, name: 'New', campaignId: 'summer' }, webhook)).toEqual({ name: 'New', campaignId: 'summer' })
})

test('a secret that is set or removed is a change; one that is left as it is, is none', () => {
  const draft = draftOf(webhook)
  expect(changesOf({ ...draft, secret: 'generate' }, webhook)).toEqual({ secret: 'generate' })
  expect(changesOf({ ...draft, secret: null }, webhook)).toEqual({ secret: null })
  expect(isChanged({ ...draft, secret: undefined }, webhook)).toBe(false)
})

test('what was typed while a save was under way stays, and what was sent is as the server has it', () => {
  const headers = [{ name: 'X-Key', value: 'top secret', secret: true }]
  const sent = { ...draftOf(webhook), name: 'New ', request: { ...webhook.request, headers }, secret: 'generate' }
  const stored = { ...webhook.request, headers: [{ name: 'X-Key', value: null, secret: true }] }
  const answered = { ...webhook, name: 'New', request: stored, hasSecret: true }
  const now = { ...sent, description: 'typed since' }
  const settled = settleDraft(now, sent, answered)
  expect(settled).toEqual({ ...draftOf(answered), description: 'typed since' })
  expect(JSON.stringify(settled)).not.toContain('top secret')
  expect(settleDraft({ ...sent, secret: null }, sent, answered).secret).toBeNull()
})

test('of a request and a policy, too, only what was changed replaces what somebody else changed meanwhile', () => {
  const mine = { ...draftOf(webhook), request: { ...webhook.request, urls: ['https://mine.example'] } }
  const request = { ...webhook.request, body: '{"theirs":1}' }
  const theirs = { ...webhook, name: 'Theirs', request, policy: { ...webhook.policy, timeoutMs: 1000 } }
  expect(changesOf(mine, webhook, theirs)).toEqual({ request: { ...request, urls: ['https://mine.example'] } })
  expect(othersChanges(mine, webhook, theirs)).toEqual({ all: ['the name', 'the body', 'the time-out'], both: [] })
  const both = { ...mine, name: 'Mine', request: { ...mine.request, body: '{"mine":1}' } }
  expect(othersChanges(both, webhook, theirs).both).toEqual(['the name', 'the body'])
})

test('what was refused stands at its field', () => {
  const errors = [
    { path: 'request.urls.0', code: 'url.invalid', message: 'no' },
    { path: 'name', code: 'field.required', message: 'no' },
  ]
  expect(requestProblems(errors)).toEqual([{ severity: 'error', code: 'url.invalid', message: 'no', path: 'request.urls.0' }])
})
