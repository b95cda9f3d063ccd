import type { CodeEntry } from '@hookline/schema'

/** Mistakes in the template itself, wherever it stands. */
export const syntaxCodes = {
  'template.not-a-string': {
    severity: 'error',
    meaning: 'A template is something else than a text.',
    good: '"{{event.level}}"',
    bad: { body: 5, shown: '5, as a number instead of a text' },
  },
  'template.syntax': {
    severity: 'error',
    meaning: 'Braces, blocks or quotes do not fit together.',
    good: '{{#if event.vip}}1{{else}}0{{/if}}',
    bad: '{{#if event.vip}}1',
  },
  'template.triple': {
    severity: 'error',
    meaning: 'Three braces: every value is written for its place, so two are right.',
    good: '"{{event.level_name}}"',
    bad: '"{{{event.level_name}}}"',
  },
  'template.raw-block': {
    severity: 'error',
    meaning: 'Raw blocks of four braces are not supported.',
    good: '"{{event.level_name}}"',
    bad: '"{{{{raw}}}} x {{{{/raw}}}}"',
  },
  'template.partial': {
    severity: 'error',
    meaning: 'Partials are not supported.',
    good: '{"user":"{{user.id}}"}',
    bad: '{"user":"{{> user}}"}',
  },
  'template.decorator': {
    severity: 'error',
    meaning: 'Decorators and inline partials are not supported.',
    good: '"{{event.level_name}}"',
    bad: '"{{* decorate}}"',
  },
  'template.literal': {
    severity: 'error',
    meaning: 'A text stands in braces, which are for fields and helpers.',
    good: '"gold"',
    bad: '"{{"gold"}}"',
  },
  'template.unknown-block': {
    severity: 'error',
    meaning: 'There is no block of this name.',
    good: '[{{#each event.items}}{{this.price}}{{#unless @last}},{{/unless}}{{/each}}]',
    bad: '[{{#foreach event.items}}{{/foreach}}]',
  },
  'template.unknown-helper': {
    severity: 'error',
    meaning: 'There is no helper of this name.',
    good: '"{{upper event.level_name}}"',
    bad: '"{{uper event.level_name}}"',
  },
  'template.helper-arguments': {
    severity: 'error',
    meaning: 'A helper or block has too few or too many values, or named ones.',
    good: '{{round event.amount 2}}',
    bad: '{{round event.amount 2 3}}',
  },
  'template.secret-name': {
    severity: 'error',
    meaning: 'The name of a secret comes from data; it must be written out.',
    good: '"{{hmacSha256 user.id "crm-key"}}"',
    bad: '"{{hmacSha256 user.id event.key}}"',
  },
  'template.unknown-secret': {
    severity: 'error',
    meaning: 'There is no secret of this name in the workspace.',
    good: '"{{hmacSha256 user.id "crm-key"}}"',
    bad: '"{{hmacSha256 user.id "crm-kye"}}"',
  },
  'template.foreign-root': {
    severity: 'error',
    meaning: 'A path begins with a name that is not known.',
    good: '{{event.level}}',
    bad: '{{evnt.level}}',
  },
  'template.parent-path': {
    severity: 'error',
    meaning: 'A path climbs out of a block; every path begins at its root instead.',
    good: '[{{#list event.items}}"{{user.id}}"{{/list}}]',
    bad: '[{{#list event.items}}"{{../user.id}}"{{/list}}]',
  },
  'template.this-outside-block': {
    severity: 'error',
    meaning: '"this" stands where no block gives it a meaning.',
    good: '{{#list event.items}}{{this}}{{/list}}',
    bad: '{{this}}',
  },
  'template.data-variable': {
    severity: 'error',
    meaning: '@index, @key, @first or @last stands outside of a loop, or is misspelt.',
    good: '{{#list event.items}}{{@index}}{{/list}}',
    bad: '{{@index}}',
  },
  'template.block-param': {
    severity: 'error',
    meaning: 'A block names its entry like something that has a meaning already, or names too many.',
    good: '{{#list event.items as |item|}}{{item.price}}{{/list}}',
    bad: '{{#list event.items as |event|}}{{event.price}}{{/list}}',
  },
  'template.forbidden-name': {
    severity: 'error',
    meaning: 'A field has a name that belongs to JavaScript itself.',
    good: '{{event.level}}',
    bad: '{{event.__proto__}}',
  },
  'template.path-too-long': {
    severity: 'error',
    meaning: 'A path has too many parts.',
    good: '{{event.user.id}}',
    bad: { body: `{{event${'.a'.repeat(40)}}}`, shown: '{{event.a.a.a…}} with more than 32 parts' },
  },
  'template.too-deep': {
    severity: 'error',
    meaning: 'Blocks or calls are nested too deeply.',
    good: '{{#if event.vip}}1{{else}}0{{/if}}',
    bad: { body: `${'{{#if event.vip}}'.repeat(40)}1${'{{/if}}'.repeat(40)}`, shown: '40 blocks, each in the other' },
  },
  'template.too-many-nodes': {
    severity: 'error',
    meaning: 'A template has too many parts.',
    good: '[{{event.level}},{{event.amount}}]',
    bad: { body: `"${'{{event.level}}'.repeat(2001)}"`, shown: 'more than 2,000 tags' },
  },
  'template.too-large': {
    severity: 'error',
    meaning: 'A template has too many characters.',
    good: '"x"',
    bad: { body: `"${'x'.repeat(70_000)}"`, shown: 'more than 65,536 characters' },
  },
} as const satisfies Record<string, CodeEntry>
