/** What stands between `{{#name …}}` and `{{/name}}`. */
export interface BlockHelper {
  name: BlockName
  /** One line, shown while typing. */
  description: string
  example: string
}

export type BlockName = 'if' | 'unless' | 'each' | 'list' | 'with'

/** The blocks that a template may hold. */
export const blocks: readonly BlockHelper[] = [
  {
    name: 'if',
    description: 'Writes what stands in it if the value is not empty: not missing, null, false, 0, "" or a list without entries.',
    example: '{{#if event.vip}}gold{{else}}basic{{/if}}',
  },
  {
    name: 'unless',
    description: 'Writes what stands in it if the value is empty.',
    example: '{{#unless @last}},{{/unless}}',
  },
  {
    name: 'each',
    description: 'Writes what stands in it for each entry of a list: this, @index, @first, @last, and @key of an object.',
    example: '{{#each event.items}}{{this.name}} {{/each}}',
  },
  {
    name: 'list',
    description: 'Writes a JSON list: what stands in it for each entry, with the brackets and the commas.',
    example: '{{#list event.items}}{"sku":{{this.sku}}}{{/list}}',
  },
  {
    name: 'with',
    description: 'Writes what stands in it with the value as this, unless it is missing.',
    example: '{{#with event.prize}}{{this.name}}{{/with}}',
  },
]
