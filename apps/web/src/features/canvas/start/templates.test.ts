import { compile } from '@hookline/engine'
import { graphSchema } from '@hookline/schema'
import { diagnoseRequest, urlSkeleton } from '@hookline/template'
import { allowNothing, checkUrl } from '@hookline/webhook'
import { describe, expect, it } from 'vitest'
import { blank, templates } from './templates.ts'

const seeded = [
  ...['opt_in_submitted', 'level_completed', 'level_up', 'high_score', 'minigame_spin_issued', 'prize_assigned'],
  ...['action_completed', 'quest_completed', 'purchase_completed', 'referral_created', 'user_login', 'user_unsubscribed'],
]
const catalog = { eventTypes: Object.fromEntries(seeded.map((name) => [name, { schema: {} }])) }

describe('the gallery', () => {
  it('has at least eight, of both kinds, each once', () => {
    expect(templates.length).toBeGreaterThanOrEqual(8)
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length)
    expect(new Set(templates.map(({ kind }) => kind)).size).toBe(2)
  })

  it.each(templates.map((template) => [template.name, template] as const))('%s compiles without errors', (_name, { graph, kind }) => {
    expect(graphSchema.parse(graph)).toEqual(graph)
    const { definition, diagnostics } = compile(graph, {
      ...{ kind, catalog },
      checkRequest: (request) => [
        ...diagnoseRequest(request, { fields: {} }),
        ...request.urls.flatMap((url) => {
          const skeleton = urlSkeleton(url)
          const checked = skeleton.ok ? checkUrl(skeleton.text, allowNothing) : skeleton
          return checked.ok ? [] : [{ severity: 'error' as const, code: 'url', message: JSON.stringify(checked) }]
        }),
      ],
    })
    // What a workspace knows of its users' state is its own; the templates can only guess.
    const unknownState = diagnostics.filter(({ code, message }) => code === 'condition.unknown-field' && message.startsWith('state.'))
    expect(diagnostics).toEqual(unknownState)
    expect(definition).not.toBeNull()
  })

  it.each(['rule', 'journey'] as const)('a blank %s is a graph', (kind) => {
    expect(graphSchema.parse(blank[kind])).toEqual(blank[kind])
  })
})
