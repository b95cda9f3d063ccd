import type { Severity } from './diagnostic.ts'
import type { RequestTemplate } from './request-template.ts'

/** A request in which something is well or badly written; what is absent is as a new request has it. */
export interface RequestExample {
  body?: unknown
  contentType?: string
  method?: RequestTemplate['method']
  urls?: readonly string[]
  headers?: readonly RequestTemplate['headers'][number][]
}

/** A graph of an automation that is well or badly drawn. */
export interface GraphExample {
  kind: 'rule' | 'journey'
  graph: unknown
}

/** How a code looks; a text alone is a JSON body. `shown` stands for what is too long to be read, or better said in words. */
export type CodeExample = string | ((RequestExample | GraphExample) & { shown?: string })

/** What the code of a diagnostic means, whether it stops publishing, and how it looks. */
export interface CodeEntry {
  severity: Severity
  meaning: string
  good: CodeExample
  bad: CodeExample
}
