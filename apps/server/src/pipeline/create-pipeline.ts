import type { EventOutcome } from '@hookline/engine'
import type { Config } from '../config.ts'
import type { Sql } from '../db/client.ts'
import { EndpointHealth } from '../health/endpoint-health.ts'
import type { LiveRequest } from '../live/load.ts'
import type { AttemptOutcome } from '../queue/finish.ts'
import { giveBackAll } from '../queue/give-back-all.ts'
import type { Owed } from '../queue/owed.ts'
import { createAttempt } from './attempt.ts'
import type { StageServices } from './caused.ts'
import { Decide } from './decide.ts'
import { Deliver } from './deliver.ts'
import type { IncomingEvent } from './incoming.ts'
import { createIngest, type Ingest } from './ingest.ts'
import { createLease, type Lease } from './lease.ts'
import { createOperationalEvents } from './operational-events.ts'
import { permissionOf } from './permission.ts'
import { createQueueVacuum } from './queue-vacuum.ts'
import { createRecord } from './record.ts'
import { createSeen } from './seen.ts'
import type { Sender } from './send.ts'
import { Wake, type WakeOptions } from './wake.ts'
import { Waker } from './waker.ts'

export interface PipelineOptions extends StageServices {
  config: Pick<Config, 'role' | 'slots'>
  /** For what is shared about endpoints. */
  background: Sql
  sender: Sender
  random: () => number
  onStored: (outcomes: readonly EventOutcome<LiveRequest, IncomingEvent>[], unsendable: number) => void
  /** Called when runs that waited went on. */
  onWoken: (unsendable: number) => void
  /** Called when outcomes of attempts were written. */
  onRecorded: (outcomes: readonly AttemptOutcome[]) => void
  /** Called when something stands against an endpoint that did not before, or no more. */
  onStopsChanged: () => void
}

/** The four stages, joined. */
export interface Pipeline {
  lease: Lease
  ingest: Ingest | null
  deliver: Deliver | null
  health: EndpointHealth
  /** Takes nothing any more, finishes what is under way within the time or aborts it and gives it back, and writes what came of it. */
  stop(withinMs: number): Promise<void>
}

export async function createPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { config, sql, clock, log, stageLog, live, sealer, sender, random } = options
  let deliver: Deliver | null = null
  const lease = await createLease({ sql, clock, log, role: config.role, onLost: () => deliver?.drop() })
  const health = new EndpointHealth({
    ...{ sql: options.background, clock, log, workspaceId: options.workspaceId, processId: lease.holder().processId },
    onChanged: () => {
      deliver?.reconsider()
      deliver?.wake()
      options.onStopsChanged()
    },
    onPaused: () => operational.wake(),
  })
  await health.start()
  const vacuum = createQueueVacuum({ sql: options.background, clock, log })
  const onRecorded = (outcomes: readonly AttemptOutcome[]) => {
    health.note(outcomes)
    void vacuum.note(outcomes.length)
    if (outcomes.some(({ pauses, next }) => pauses || ('status' in next && next.status === 'undelivered'))) operational.wake()
    options.onRecorded(outcomes)
  }
  const record = createRecord({ sql, clock, log, stageLog, onRecorded })
  if (config.role !== 'api') {
    const attempt = createAttempt({ sender, clock, live: live.current, sealer, random })
    const permission = (owed: Owed) => {
      const answer = permissionOf(owed, live.current())
      return answer === 'send' ? health.permissionOf(owed) : answer
    }
    const rateOf = (endpointId: string) => {
      const perSecond = live.current().rates.get(endpointId)
      return perSecond === undefined ? null : perSecond / health.sharers
    }
    const ensureLive = async (generation: number) => {
      if (generation > live.current().generation) await live.refresh()
    }
    deliver = new Deliver({
      ...{ sql, clock, log, stageLog, lease, record, attempt, permission, rateOf, ensureLive },
      slots: config.slots,
    })
    deliver.start()
    live.subscribe(() => deliver?.reconsider())
  }
  const seen = createSeen(options)
  const deciding = {
    ...{ ...options, lease, deliver },
    heldReason: (endpointId: string) => health.heldReason(endpointId),
    onUnsendable: () => operational.wake(),
  }
  const decide = new Decide({ ...deciding, onSeen: seen.note })
  const operational = createOperationalEvents({ ...options, sql: options.background, decide })
  const waker = startWaker(config.role, deciding)
  const ingest = config.role === 'worker' ? null : createIngest({ decide, clock, log, stageLog })
  return {
    lease,
    ingest,
    deliver,
    health,
    async stop(withinMs) {
      await ingest?.stop()
      await waker?.stop()
      await deliver?.stop(withinMs)
      sender.abort()
      await record.idle()
      await operational.stop()
      await health.stop()
      await seen.stop()
      await giveBackAll(sql, lease.holder())
      await lease.stop()
    },
  }
}

/** An API process wakes no runs: it sends nothing. */
function startWaker(role: Config['role'], options: WakeOptions): Waker | null {
  if (role === 'api') return null
  const waker = new Waker({ wake: new Wake(options), log: options.log })
  waker.start()
  return waker
}
