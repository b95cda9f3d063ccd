import type { AuditEntry, JsonObject, JsonValue } from '@hookline/schema'
import { seenText } from '../../components/seen-text.ts'

const verbs: Readonly<Record<string, string>> = {
  create: 'made',
  update: 'changed',
  remove: 'deleted',
  revoke: 'revoked',
  cancel: 'cancelled',
  resend: 'resent',
  'try-now': 'ended the wait of',
  publish: 'published',
  pause: 'paused',
  resume: 'resumed',
  restore: 'restored',
  undelete: 'brought back',
  duplicate: 'duplicated',
  test: 'tested',
  'rotate-secret': 'rotated the secret of',
}

const nouns: Readonly<Record<string, string>> = {
  'api-key': 'the API key',
  automation: 'the automation',
  campaign: 'the campaign',
  delivery: 'the delivery',
  'echo-bucket': 'the echo bucket',
  'event-type': 'the event type',
  endpoint: 'the endpoint',
  member: 'the member',
  user: 'the user',
  secret: 'the secret',
  webhook: 'the webhook',
  settings: 'the settings',
}

const textCharsMax = 80

/** What was done, without who: `changed the webhook "Level 5 → CRM"`. An action of a later version is told by its own name. */
export function auditText({ action, target, detail }: Pick<AuditEntry, 'action' | 'target' | 'detail'>): string {
  if (isSwitch(detail)) return detail?.webhooksEnabled === true ? 'switched calls on' : 'switched calls off'
  const verb = verbs[action.slice(action.lastIndexOf('.') + 1)]
  const noun = nouns[target.kind]
  const name = nameOf(target, detail)
  if (!verb || !noun) return name === '' ? seenText(action) : `${seenText(action)} ${name}`
  return [verb, noun, ...(name === '' ? [] : [name])].join(' ')
}

function nameOf({ kind, id }: AuditEntry['target'], detail: JsonObject | null): string {
  if (kind === 'settings') return ''
  const name = detail?.name
  return typeof name === 'string' ? `"${cut(name)}"` : cut(id)
}

/** The rest of the detail in a line: "status 500 · delayMs 0". */
export function auditDetail({ detail }: Pick<AuditEntry, 'detail'>): string {
  return Object.entries(detail ?? {})
    .filter(([name, value]) => name !== 'name' && value !== null && !(name === 'webhooksEnabled' && isSwitch(detail)))
    .map(([name, value]) => `${cut(name)} ${cut(valueText(value))}`)
    .join(' · ')
}

const ofSwitch: ReadonlySet<string> = new Set(['webhooksEnabled', 'held', 'dropped'])

/** Nothing but the switch of calls was changed. Earlier versions noted all settings with every change. */
function isSwitch(detail: JsonObject | null): boolean {
  return typeof detail?.webhooksEnabled === 'boolean' && Object.keys(detail).every((name) => ofSwitch.has(name))
}

function valueText(value: JsonValue): string {
  if (typeof value === 'string') return value
  const isTexts = Array.isArray(value) && value.every((one) => typeof one === 'string')
  return isTexts ? value.join(', ') : JSON.stringify(value)
}

function cut(text: string): string {
  const seen = seenText(text.slice(0, textCharsMax + 1))
  return seen.length > textCharsMax ? `${seen.slice(0, textCharsMax)}…` : seen
}
