/** What a live screen can follow (api.md: `GET /v1/stream`); beside these, `echo:<secret>` follows one bucket. */
export const namedTopics = [
  'deliveries',
  'events',
  'automations',
  'webhooks',
  'users',
  'settings',
  'endpoints',
  'presence',
  'campaigns',
  'runs',
] as const
export type NamedTopic = (typeof namedTopics)[number]
