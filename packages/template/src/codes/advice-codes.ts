import type { CodeEntry } from '@hookline/schema'

/** What is allowed and seldom meant. */
export const adviceCodes = {
  'template.unknown-field': {
    severity: 'warning',
    meaning: 'A field was never seen in these events or users.',
    good: '{{event.level}}',
    bad: '{{event.levle}}',
  },
  'template.often-missing': {
    severity: 'warning',
    meaning: 'A field is written as it is, and many events lack it.',
    good: '{"coupon":"{{default event.coupon "none"}}"}',
    bad: '{"coupon":"{{event.coupon}}"}',
  },
  'template.number-in-quotes': {
    severity: 'info',
    meaning: 'A number stands alone in quotes, so it is sent as text.',
    good: '{"level":{{event.level}}}',
    bad: '{"level":"{{event.level}}"}',
  },
  'template.sample-type': {
    severity: 'warning',
    meaning: "The receiver's sample has a number where this sends text.",
    good: '{"points":{{event.level}}}',
    bad: '{"points":{{event.level_name}}}',
  },
  'template.duplicate-key': {
    severity: 'warning',
    meaning: 'A key stands twice in one object, or once for each round of a loop; receivers keep one of them.',
    good: '{"level":{{event.level}},"name":"{{event.level_name}}"}',
    bad: '{"level":{{event.level}},"level":"{{event.level_name}}"}',
  },
  'template.pasted-secret': {
    severity: 'warning',
    meaning: 'The body holds what looks like a secret.',
    good: '{"level":{{event.level}}}',
    bad: '{"level":{{event.level}},"api_key":"4f8a1c9e7b2d4f8a1c9e"}',
  },
} as const satisfies Record<string, CodeEntry>
