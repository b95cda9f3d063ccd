import type { TemplateScope } from '@hookline/schema'

/** What a request is shown for: an event and its user as templates see them, and what else the default payload names. */
export interface RequestSample extends TemplateScope {
  /** Says which sample it is: "level_completed of u-42". */
  title?: string
  /** The group of the event type, else the type is taken. */
  scopeName?: string
}
