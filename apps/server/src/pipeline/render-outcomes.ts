import type { EventOutcome, LiveSource, PathEntry } from '@hookline/engine'
import { newUuid } from '../ids.ts'
import type { LiveRequest } from '../live/load.ts'
import type { Log } from '../log.ts'
import type { Unsendable } from '../queue/insert-undelivered.ts'
import type { Owed } from '../queue/owed.ts'
import type { IncomingEvent } from './incoming.ts'
import { bytesOf } from './memory.ts'
import { type RenderContext, renderCall } from './render-call.ts'
import type { NewRun } from './store/runs.ts'

export type Outcome = EventOutcome<LiveRequest, IncomingEvent>

/** A part of what a batch causes, rendered and ready to be stored. */
export interface Slice {
  owed: Owed[]
  unsendable: Unsendable[]
}

/** What is rendered before it is stored and forgotten: a batch that renders more is stored in slices, in one transaction. */
const sliceBytesMax = 16 * 1024 * 1024

/** Renders the calls of a batch, slice by slice; nearly every batch is one slice. */
export function* renderOutcomes(outcomes: readonly Outcome[], context: RenderContext): Generator<Slice> {
  let slice: Slice = { owed: [], unsendable: [] }
  let bytes = 0
  for (const { event, matches } of outcomes) {
    for (const { source, calls } of matches) {
      for (const call of calls) {
        for (const rendered of renderCall({ event, source, ...call }, context)) {
          bytes += bytesOf(rendered.owed)
          if (rendered.ok) slice.owed.push(rendered.owed)
          else slice.unsendable.push(rendered)
          if (bytes <= sliceBytesMax) continue
          yield slice
          slice = { owed: [], unsendable: [] }
          bytes = 0
        }
      }
    }
  }
  yield slice
}

/** The runs of the journeys that a batch entered; an automation that failed is told to the log, and holds up no other. */
export function runsOf(outcomes: readonly Outcome[], { nowMs, log }: { nowMs: number; log: Log }): NewRun[] {
  const runs: NewRun[] = []
  for (const { event, matches } of outcomes) {
    for (const { source, path, error } of matches) {
      if (error !== undefined) {
        log.error({ stage: 'decide', source: source.id, event: event.id, error }, 'an automation failed; others went on')
      }
      if (source.kind === 'automation' && source.definition.kind === 'journey') runs.push(toRun({ source, event, path, error, nowMs }))
    }
  }
  return runs
}

interface EndedRun {
  source: LiveSource
  event: IncomingEvent
  path: readonly PathEntry[]
  error: string | undefined
  nowMs: number
}

function toRun({ source, event, path, error, nowMs }: EndedRun): NewRun {
  return {
    id: newUuid(nowMs),
    automationId: source.id,
    version: source.version ?? 0,
    userId: event.userId,
    eventId: event.id,
    path,
    error: error ?? null,
  }
}
