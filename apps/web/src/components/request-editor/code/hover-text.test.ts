import { describe, expect, it } from 'vitest'
import type { Field } from '../../fields/field.ts'
import { hoverTextAt } from './hover-text.ts'

const fields: Field[] = [
  {
    path: 'event',
    name: 'Event',
    type: 'object',
    children: [{ path: 'event.level', name: 'level', type: 'number', sample: 5, description: 'The level that was completed.' }],
  },
]

describe('over a template', () => {
  const source = '{"level":{{default event.level 0}},"event.level":"{{upper user.id}}"}'
  const over = (word: string, nth = 0) => hoverTextAt(source, [...source.matchAll(new RegExp(word, 'g'))][nth]?.index ?? -1, fields)

  it('a field tells its type, description and last value', () => {
    expect(over('event\\.level')).toMatchObject({
      title: 'event.level',
      lines: ['number', 'The level that was completed.', 'Last value: 5'],
      from: source.indexOf('event.level'),
      to: source.indexOf('event.level') + 11,
    })
  })

  it('a helper tells what it does, with an example', () => {
    expect(over('default')).toMatchObject({ title: 'default', example: '{{default state.first_name "friend"}}' })
    expect(hoverTextAt('{{#each event.x}}{{/each}}', 4, fields)).toMatchObject({ title: 'each' })
  })

  it('what stands outside of tags, or is not known, tells nothing', () => {
    expect(over('event\\.level', 1)).toBeNull()
    expect(over('user')).toBeNull()
    expect(over('0\\}\\}')).toBeNull()
  })
})
