import { type Graph, requestTemplateSchema } from '@hookline/schema'

/** What a new automation is called until somebody names it. */
export const givenNames = { rule: 'New rule', journey: 'New journey' } as const

const given: ReadonlySet<string> = new Set(Object.values(givenNames))
const hostsShown = 2

/**
 * A name made of what an automation does, "Level completed → crm.example.com"; null where somebody named it already, or
 * where it has no event yet. `titles` are those of event types.
 */
export function madeName(name: string, { nodes }: Graph, titles: ReadonlyMap<string, string>): string | null {
  const trigger = nodes.find(({ type }) => type === 'trigger')?.config.eventType
  if (!given.has(name) || typeof trigger !== 'string' || trigger === '') return null
  const urls = nodes.flatMap(({ config }) => requestTemplateSchema.safeParse(config.request).data?.urls ?? [])
  // A host that a template fills says nothing yet.
  const hosts = [...new Set(urls.flatMap((url) => URL.parse(url)?.host || []))].filter((host) => !host.includes('{'))
  const more = hosts.length > hostsShown ? ` and ${hosts.length - hostsShown} more` : ''
  const target = hosts.length > 0 ? ` → ${hosts.slice(0, hostsShown).join(', ')}${more}` : ''
  return `${titles.get(trigger) ?? trigger}${target}`.slice(0, 200)
}
