import type { JsonObject, TemplateScope } from '@hookline/schema'
import { compileTemplate } from '@hookline/template'
import Handlebars from 'handlebars'

export interface TemplateFigures {
  hooklinePerSecond: number
  handlebarsPerSecond: number
}

const fields = ['level', 'xp', 'level_name', 'brand', 'country', 'currency', 'amount', 'vip', 'campaign', 'segment']
const values: JsonObject = {
  level: 5,
  xp: 1250.5,
  level_name: 'My level with " inside',
  brand: 'Acme',
  country: 'DE',
  currency: 'EUR',
  amount: 99,
  vip: true,
  campaign: 'summer',
  segment: 'Default Users',
}

/** Renderings a second, on one core, of a JSON body of ten fields: ours, and Handlebars with a helper that writes JSON. */
export function measureTemplates(ms: number): TemplateFigures {
  const compiled = compileTemplate(`{${fields.map((name) => `"${name}": {{event.${name}}}`).join(',')} }`, 'json')
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics))
  const handlebars = Handlebars.create()
  handlebars.registerHelper('json', (value: unknown) => new Handlebars.SafeString(JSON.stringify(value ?? null)))
  const theirs = handlebars.compile(`{${fields.map((name) => `"${name}": {{json event.${name}}}`).join(',')} }`)
  const scopes = Array.from({ length: 64 }, (_, index) => scopeOf({ ...values, level: index }))
  const ours = (scope: TemplateScope): string => {
    const rendered = compiled.template.render(scope)
    return rendered.ok ? rendered.text : ''
  }
  for (const scope of scopes) {
    if (JSON.stringify(JSON.parse(ours(scope))) !== JSON.stringify(JSON.parse(theirs(scope)))) throw new Error('the two differ')
  }
  measure(ours, scopes, ms / 4)
  measure(theirs, scopes, ms / 4)
  return { hooklinePerSecond: measure(ours, scopes, ms), handlebarsPerSecond: measure(theirs, scopes, ms) }
}

function scopeOf(event: JsonObject): TemplateScope {
  return {
    event,
    trigger: { id: 'evt-1', type: 'level_completed', occurredAt: '2026-11-21T10:00:00.000Z' },
    user: { id: 'u-42' },
    state: {},
    campaign: null,
    now: '2026-11-21T10:00:00.000Z',
  }
}

function measure(render: (scope: TemplateScope) => string, scopes: readonly TemplateScope[], ms: number): number {
  const start = performance.now()
  let renderings = 0
  let chars = 0
  while (performance.now() - start < ms) {
    for (const scope of scopes) chars += render(scope).length
    renderings += scopes.length
  }
  if (chars === 0) throw new Error('nothing was rendered')
  return renderings / ((performance.now() - start) / 1000)
}
