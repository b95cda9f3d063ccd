import { setImmediate } from 'node:timers/promises'
import type { JsonObject } from '@hookline/schema'
import type { Sql } from '../db/client.ts'
import { timeOf } from '../ids.ts'
import type { Log } from '../log.ts'
import { inferSchema } from './infer-schema.ts'
import { summarise } from './summarise.ts'
import { type SeenType, writeObservations } from './write-observations.ts'

// The hot path only remembers references to a few events of each second; what they tell is worked out and written by a
// timer, one type after another, so that no batch waits for it.

const flushEveryMs = 1000
/** Samples between two flushes: of one type, of all together, and of users' states. The first of each type is always one. */
const samplesPerType = 20
const samplesMax = 400
const typesMax = 500
const statesMax = 20

/** An event that was stored, and the state of its user after it. */
export interface Stored {
  event: { readonly key: string; readonly type: string; readonly data: JsonObject }
  state: JsonObject
}

/** Learns from events that were stored which types and fields there are. */
export interface Observer {
  observe(stored: readonly Stored[]): void
  stop(): Promise<void>
}

interface Sampled {
  firstKey: string
  lastKey: string
  samples: JsonObject[]
}

export function createObserver({ sql, log, workspaceId }: { sql: Sql; log: Log; workspaceId: number }): Observer {
  let types = new Map<string, Sampled>()
  let states: JsonObject[] = []
  let samples = 0
  let flushing: Promise<void> | null = null

  function observe(stored: readonly Stored[]): void {
    for (const { event, state } of stored) {
      if (states.length < statesMax) states.push(state)
      const sampled = types.get(event.type)
      if (!sampled) {
        if (types.size >= typesMax) continue
        types.set(event.type, { firstKey: event.key, lastKey: event.key, samples: [event.data] })
      } else {
        sampled.lastKey = event.key
        if (sampled.samples.length >= samplesPerType || samples >= samplesMax) continue
        sampled.samples.push(event.data)
      }
      samples++
    }
  }

  async function flushOnce(): Promise<void> {
    const [seenTypes, seenStates] = [types, states]
    types = new Map()
    states = []
    samples = 0
    if (seenTypes.size === 0) return
    const summarised: SeenType[] = []
    for (const [name, { firstKey, lastKey, samples: data }] of seenTypes) {
      summarised.push({ name, firstMs: timeOf(firstKey), lastMs: timeOf(lastKey), summary: summarise(data) })
      await setImmediate()
    }
    try {
      await writeObservations(sql, workspaceId, { types: summarised, stateSchema: inferSchema(seenStates) })
    } catch (error) {
      putBack(seenTypes, seenStates)
      throw error
    }
  }

  /** What could not be written is tried again with what was seen since. */
  function putBack(seenTypes: ReadonlyMap<string, Sampled>, seenStates: readonly JsonObject[]): void {
    for (const [name, earlier] of seenTypes) {
      const later = types.get(name)
      const data = [...earlier.samples, ...(later?.samples ?? [])].slice(0, samplesPerType)
      types.set(name, { firstKey: earlier.firstKey, lastKey: later?.lastKey ?? earlier.lastKey, samples: data })
    }
    states = [...seenStates, ...states].slice(0, statesMax)
    samples = [...types.values()].reduce((sum, sampled) => sum + sampled.samples.length, 0)
  }

  function flush(): Promise<void> {
    flushing ??= flushOnce().finally(() => {
      flushing = null
    })
    return flushing
  }

  const timer = setInterval(() => {
    flush().catch((error: unknown) => log.warn({ err: error }, 'what events look like could not be noted; trying again'))
  }, flushEveryMs)
  timer.unref()

  return {
    observe,
    async stop() {
      clearInterval(timer)
      await flushing?.catch((error: unknown) => log.debug({ err: error }, 'trying once more before the end'))
      await flush()
    },
  }
}
