import type { Call, EventOutcome, LiveSource, Match } from '@hookline/engine'
import { newUuid } from '../ids.ts'
import type { LiveRequest } from '../live/load.ts'
import type { Log } from '../log.ts'
import type { Unsendable } from '../queue/insert-undelivered.ts'
import type { Owed } from '../queue/owed.ts'
import type { IncomingEvent } from './incoming.ts'
import { bytesOf } from './memory.ts'
import { type CallToRender, type RenderContext, renderCall } from './render-call.ts'
import type { NewRun } from './store/runs.ts'
import type { NewWaitingRun } from './store/waiting-runs.ts'

export type Outcome = EventOutcome<LiveRequest, IncomingEvent>

/** What is rendered of an outcome. */
interface Rendered {
  event: CallToRender['event']
  matches: readonly { source: LiveSource; calls: readonly Call<LiveRequest>[] }[]
}

/** A part of what a batch causes, rendered and ready to be stored. */
export interface Slice {
  owed: Owed[]
  unsendable: Unsendable[]
  isLast: boolean
}

/** What is rendered before it is stored and forgotten: a batch that renders more is stored in slices, in one transaction. */
const sliceBytesMax = 16 * 1024 * 1024

/** Renders the calls of a batch, slice by slice; nearly every batch is one slice. */
export function* renderOutcomes(outcomes: readonly Rendered[], context: RenderContext): Generator<Slice> {
  let slice: Slice = { owed: [], unsendable: [], isLast: false }
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
          slice = { owed: [], unsendable: [], isLast: false }
          bytes = 0
        }
      }
    }
  }
  slice.isLast = true
  yield slice
}

/**
 * The runs of the journeys that a batch entered, those that wait apart; an automation that failed is told to the log, and
 * holds up no other.
 */
export function runsOf(
  outcomes: readonly Outcome[],
  { nowMs, log }: { nowMs: number; log: Log },
): { ended: NewRun[]; waiting: NewWaitingRun[] } {
  const ended: NewRun[] = []
  const waiting: NewWaitingRun[] = []
  for (const { event, matches } of outcomes) {
    for (const match of matches) {
      const { source, path, waiting: wait, error } = match
      if (error !== undefined) {
        log.error({ stage: 'decide', source: source.id, event: event.id, error }, 'an automation failed; others went on')
      }
      if (!isJourney(match)) continue
      const run = { id: newUuid(nowMs), automationId: source.id, version: source.version ?? 0, path }
      if (wait) waiting.push({ ...run, event, nodeId: wait.nodeId, dueMs: wait.untilMs })
      else ended.push({ ...run, userId: event.userId, eventId: event.id, error: error ?? null })
    }
  }
  return { ended, waiting }
}

function isJourney({ source }: Match<LiveRequest>): boolean {
  return source.kind === 'automation' && source.definition.kind === 'journey'
}
