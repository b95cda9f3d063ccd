import type { Automation, EchoBucket, EventType, Webhook } from '@hookline/schema'
import { call } from '../../lib/api.ts'
import { hostOf, journeyGraph, nameFor, type PlainCondition, ruleGraph } from './drafts.ts'
import type { Choices, Made } from './progress.ts'
import type { Way } from './ways.ts'

export type Stage = 'bucket' | 'save' | 'publish'

interface MakeInput {
  way: Way
  choices: Choices
  /** The chosen types; none stands for all of a webhook. */
  types: readonly EventType[]
  condition: PlainCondition | null
  made: Made
  /** Told of each thing as soon as it stands, so that a failure after it does not hide it. */
  onMade: (made: Partial<Made>) => void
  onSecret: (secret: string) => void
}

export type MakeResult = { ok: true } | { ok: false; stage: Stage; error: unknown }

/** Makes what the way is about and puts it to work. Called again after a failure it goes on where it stopped. */
export async function makeWay(input: MakeInput): Promise<MakeResult> {
  let stage: Stage = 'bucket'
  try {
    const target = await targetOf(input)
    stage = 'save'
    if (input.way === 'forward') {
      await makeWebhook(input, target)
      return { ok: true }
    }
    const automation = await saveAutomation(input, target)
    stage = 'publish'
    const { version } = await call<{ version: number }>('POST', `/v1/automations/${automation.id}/publish`)
    input.onMade({ automation: { ...automation, version } })
    return { ok: true }
  } catch (error) {
    return { ok: false, stage, error }
  }
}

interface Target {
  url: string
  name: string
}

async function targetOf({ choices, types, made, onMade }: MakeInput): Promise<Target> {
  if (choices.target === 'own') return { url: choices.url.trim(), name: hostOf(choices.url.trim()) }
  if (made.bucket) return { url: made.bucket.url, name: 'echo' }
  const name = `First run: ${nameFor({ types, target: '' }).replace(/ → $/, '')}`.slice(0, 100)
  const bucket = await call<EchoBucket>('POST', '/v1/echo-buckets', { body: { name } })
  onMade({ bucket: { secret: bucket.secret, name: bucket.name, url: bucket.url } })
  return { url: bucket.url, name: 'echo' }
}

async function makeWebhook({ types, made, onMade, onSecret }: MakeInput, target: Target): Promise<void> {
  if (made.webhook) return
  const body = {
    name: nameFor({ types, target: target.name }),
    eventTypes: types.length === 0 ? ['*'] : types.map(({ name }) => name),
    request: { urls: [target.url] },
    secret: 'generate',
  }
  const webhook = await call<Webhook>('POST', '/v1/webhooks', { body })
  onMade({ webhook: { id: webhook.id, name: webhook.name } })
  if (webhook.secret !== undefined) onSecret(webhook.secret)
}

async function saveAutomation(input: MakeInput, target: Target): Promise<{ id: string; name: string }> {
  const { way, types, made, onMade } = input
  const body = { name: nameFor({ types, target: target.name }), draft: draftOf(input, target.url) }
  const { id, name } = made.automation
    ? await call<Automation>('PATCH', `/v1/automations/${made.automation.id}`, { body })
    : await call<Automation>('POST', '/v1/automations', { body: { kind: way === 'journey' ? 'journey' : 'rule', ...body } })
  onMade({ automation: { id, name, version: null } })
  return { id, name }
}

function draftOf({ types: [type], condition }: MakeInput, url: string) {
  if (!type) throw new Error('Choose an event first.')
  return condition ? journeyGraph({ type, url, condition }) : ruleGraph({ type, url })
}
