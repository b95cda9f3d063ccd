import type { CodeEntry } from '@hookline/schema'

const sides = (count: number): string => Array.from({ length: count }, (_, index) => `{{#if event.f${index}}}[{{/if}}`).join('')

/** Why a body is not JSON, or cannot be shown to be. */
export const jsonCodes = {
  'template.trailing-comma': {
    severity: 'error',
    meaning: 'A comma has nothing behind it.',
    good: '[{{#each event.items}}{{this.price}}{{#unless @last}},{{/unless}}{{/each}}]',
    bad: '[{{#each event.items}}{{this.price}},{{/each}}]',
  },
  'template.missing-comma': {
    severity: 'error',
    meaning: 'Between two values or members a comma is missing.',
    good: '{"level":{{event.level}},"user":"{{user.id}}"}',
    bad: '{"level":{{event.level}} "user":"{{user.id}}"}',
  },
  'template.extra-comma': {
    severity: 'error',
    meaning: 'A comma has nothing before it.',
    good: '{ {{#if event.vip}}"vip":true,{{/if}}"level":{{event.level}}}',
    bad: '{ {{#if event.vip}}"vip":true{{/if}},"level":{{event.level}}}',
  },
  'template.missing-value': {
    severity: 'error',
    meaning: 'A value is missing, always or on one way through the template.',
    good: '{"tier":{{#if event.vip}}1{{else}}0{{/if}}}',
    bad: '{"tier":{{#if event.vip}}1{{/if}}}',
  },
  'template.missing-colon': {
    severity: 'error',
    meaning: 'Behind a key the colon is missing.',
    good: '{"level":{{event.level}}}',
    bad: '{"level" {{event.level}}}',
  },
  'template.unquoted-string': {
    severity: 'error',
    meaning: 'A text stands without double quotes.',
    good: '{"level":"Level {{event.level}}"}',
    bad: '{"level":Level {{event.level}}}',
  },
  'template.unquoted-key': {
    severity: 'error',
    meaning: 'A key stands without double quotes.',
    good: '{"level":1}',
    bad: '{level:1}',
  },
  'template.single-quotes': {
    severity: 'error',
    meaning: 'A text stands in single quotes; JSON knows double ones only.',
    good: '{"level":"one"}',
    bad: `{"level":'one'}`,
  },
  'template.comment': {
    severity: 'error',
    meaning: 'JSON has no comments; the template has.',
    good: '{"level":1} {{!-- seen only here --}}',
    bad: '{"level":1} // seen by nobody',
  },
  'template.control-character': {
    severity: 'error',
    meaning: 'A line break, tab or control character stands inside a text.',
    good: '{"text":"two\\nlines"}',
    bad: '{"text":"two\nlines"}',
  },
  'template.bad-escape': {
    severity: 'error',
    meaning: 'A backslash begins an escape that JSON does not know.',
    good: '{"path":"C:\\\\temp"}',
    bad: '{"path":"C:\\xtemp"}',
  },
  'template.bad-number': {
    severity: 'error',
    meaning: 'A number is not written as JSON writes it.',
    good: '{"code":"007"}',
    bad: '{"code":007}',
  },
  'template.mismatched-bracket': {
    severity: 'error',
    meaning: 'A bracket is closed by one of another kind.',
    good: '{"levels":[{{event.level}}]}',
    bad: '{"levels":[{{event.level}}}}',
  },
  'template.unclosed': {
    severity: 'error',
    meaning: 'The body ends before a bracket or a text is closed.',
    good: '{"level":{{event.level}}}',
    bad: '{"level":{{event.level}}',
  },
  'template.extra-text': {
    severity: 'error',
    meaning: 'Something stands behind the end of the JSON.',
    good: '{"level":{{event.level}}}',
    bad: '{"level":{{event.level}}} and more',
  },
  'template.json-syntax': {
    severity: 'error',
    meaning: 'A character stands where no value can begin.',
    good: '{"change":5}',
    bad: '{"change":+5}',
  },
  'template.empty-body': {
    severity: 'error',
    meaning: 'The body is empty, which is not JSON.',
    good: '{}',
    bad: ' ',
  },
  'template.mixed-position': {
    severity: 'error',
    meaning: 'What stands around a value differs from one way through the template to another.',
    good: '{{#if event.vip}}"{{event.level}}"{{else}}{{event.level}}{{/if}}',
    bad: '{{#if event.vip}}"{{/if}}{{event.level}}{{#if event.vip}}"{{/if}}',
  },
  'template.too-complex': {
    severity: 'error',
    meaning: 'There are too many ways through the template to check them all.',
    good: '{{#if event.vip}}1{{else}}0{{/if}}',
    bad: { body: `[${sides(400)}`, shown: '400 conditions that each open a bracket' },
  },
  'template.unproved': {
    severity: 'warning',
    meaning: 'For some data the body may not be JSON; such a body is not sent.',
    good: '[{{#each event.items}}{{this.price}}{{#unless @last}},{{/unless}}{{/each}}]',
    bad: '[{{#each event.items}}{{this.price}}{{/each}}]',
  },
} as const satisfies Record<string, CodeEntry>
