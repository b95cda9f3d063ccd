// A workspace in which everything that a stranger or a careless colleague can name, send or answer is hostile.
import { readFileSync } from 'node:fs'
import { api, sendEvents } from './api.ts'
import type { Hookline } from './hookline.ts'

interface Vector {
  class: string
  value: string
}

const vectors = JSON.parse(readFileSync(new URL('../vectors/refused-inputs.json', import.meta.url), 'utf8')) as Vector[]

/** What would run, load or lead away where it is not shown as text. */
export const hostileTexts: readonly string[] = vectors.filter((vector) => vector.class === 'xss-history').map(({ value }) => value)

/** Long, without a place to break, and turning the direction of writing. */
const longText = `${'w'.repeat(150)}\u202e${'ש'.repeat(20)}`

const all = hostileTexts.join(' ')
export const markup = '<img src=x onerror=window.__x=1>'

/** What of a text can stand in a header (RFC 9110, 5.5). */
export const headerSafe = (text: string): boolean => /^[\t -~]*$/.test(text)

export interface HostileWorkspace {
  journeyId: string
  ruleId: string
  userId: string
  eventId: string
  bucket: string
  webhookId: string
  campaignId: string
}

/** Fills a Hookline; the receiver answers with the status that its path names. */
export async function fillHostile(hookline: Hookline, receiverUrl: string): Promise<HostileWorkspace> {
  const bucket = 'hostile-screens-0123456789'
  const echoUrl = `${hookline.url}/echo-send/${bucket}/`
  const userId = `${markup}${longText}`
  const eventId = `evt ${markup}`
  const position = (column: number) => ({ x: column * 320, y: 0 })
  const headers = hostileTexts.filter(headerSafe).map((value, index) => ({ name: `X-Hostile-${index}`, value }))
  const request = (url: string) => ({ method: 'POST', urls: [url], contentType: 'application/json', headers, body: null })
  const condition = {
    combinator: 'or',
    rules: [
      ...hostileTexts.map((value) => ({ field: 'event.text', operator: '=', value })),
      { field: 'event.level', operator: '>=', value: 1 },
    ],
  }
  const nodes = [
    { id: 't', type: 'trigger', position: position(0), config: { eventType: 'level_completed' } },
    { id: 'c', type: 'condition', name: markup, position: position(1), config: { condition } },
    { id: 'w', type: 'webhook', name: longText, position: position(2), config: { request: request(echoUrl), policy: {} } },
  ]
  const edges = [
    { from: 't', to: 'c' },
    { from: 'c', to: 'w', branch: 'yes' },
  ]
  const notes = [{ id: 'n', position: { x: 0, y: 240 }, text: all }]
  const make = async (kind: string, name: string) => {
    const draft = { nodes, edges, ...(kind === 'journey' && { notes }) }
    const { id } = await api<{ id: string }>(hookline, 'POST /v1/automations', { kind, name, draft })
    await api(hookline, `POST /v1/automations/${id}/publish`)
    return id
  }
  const journeyId = await make('journey', markup)
  const ruleId = await make('rule', `${all} ${longText}`.slice(0, 200))
  const webhook = {
    name: markup,
    eventTypes: ['level_completed'],
    request: request(`${receiverUrl}/500`),
    policy: { retry: { preset: 'none' } },
  }
  const webhookId = (await api<{ id: string }>(hookline, 'POST /v1/webhooks', webhook)).id
  const campaignId = `c ${markup.replaceAll('/', '')}`
  await api(hookline, 'POST /v1/campaigns', { id: campaignId, name: `${all} ${longText}`.slice(0, 200) })
  const several = { ...webhook, description: all.slice(0, 200), campaignId, request: request(`${receiverUrl}/200`), status: 'inactive' }
  await api(hookline, 'POST /v1/webhooks', { ...several, name: longText, eventTypes: ['user_activity/*', 'not_yet'] })
  const texts = Object.fromEntries(hostileTexts.map((text, index) => [`text_${index}`, text]))
  const data = { level: 5, text: markup, [markup]: longText, texts, list: hostileTexts }
  await sendEvents(
    hookline,
    { id: eventId, type: 'level_completed', userId, data, state: { name: markup, bio: all, [`k${longText.slice(0, 60)}`]: longText } },
    ...hostileTexts.map((text) => ({ type: 'level_completed', userId: headerSafe(text) ? text : 'u-escape', data: { level: 1, text } })),
  )
  for (const text of hostileTexts) {
    await fetch(`${echoUrl}${encodeURIComponent(text)}?q=${encodeURIComponent(text)}`, {
      method: 'POST',
      headers: { 'content-type': 'text/html', ...(headerSafe(text) && { 'x-hostile': text }) },
      body: text,
    })
  }
  await api(hookline, `PATCH /v1/echo-buckets/${bucket}`, { name: markup })
  return { journeyId, ruleId, userId, eventId, bucket, webhookId, campaignId }
}
