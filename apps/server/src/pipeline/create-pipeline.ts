import type { EventOutcome } from '@hookline/engine'
import type { Clock } from '../clock.ts'
import type { Config } from '../config.ts'
import type { Sql } from '../db/client.ts'
import type { LiveStore } from '../live/live-store.ts'
import type { LiveRequest } from '../live/load.ts'
import type { Log } from '../log.ts'
import type { AttemptOutcome } from '../queue/finish.ts'
import { giveBackAll } from '../queue/give-back-all.ts'
import type { Owed } from '../queue/owed.ts'
import type { Sealer } from '../seal.ts'
import { createAttempt } from './attempt.ts'
import { Decide } from './decide.ts'
import { Deliver } from './deliver.ts'
import type { IncomingEvent } from './incoming.ts'
import { createIngest, type Ingest } from './ingest.ts'
import { createLease, type Lease } from './lease.ts'
import { permissionOf } from './permission.ts'
import { createRecord } from './record.ts'
import { createSeen } from './seen.ts'
import type { Sender } from './send.ts'
import type { StageLog } from './stage-log.ts'

export interface PipelineOptions {
  config: Pick<Config, 'role'>
  sql: Sql
  clock: Clock
  log: Log
  stageLog: StageLog
  workspaceId: number
  live: LiveStore
  sealer: Sealer
  sender: Sender
  random: () => number
  onStored: (outcomes: readonly EventOutcome<LiveRequest, IncomingEvent>[], unsendable: number) => void
  /** Called when outcomes of attempts were written. */
  onRecorded: (outcomes: readonly AttemptOutcome[]) => void
}

/** The four stages, joined. */
export interface Pipeline {
  lease: Lease
  ingest: Ingest | null
  deliver: Deliver | null
  /** Takes nothing any more, finishes what is under way within the time or aborts it and gives it back, and writes what came of it. */
  stop(withinMs: number): Promise<void>
}

export async function createPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { config, sql, clock, log, stageLog, live, sealer, sender, random } = options
  let deliver: Deliver | null = null
  const lease = await createLease({ sql, clock, log, role: config.role, onLost: () => deliver?.drop() })
  const record = createRecord({ sql, clock, log, stageLog, onRecorded: options.onRecorded })
  if (config.role !== 'api') {
    const attempt = createAttempt({ sender, clock, live: live.current, sealer, random })
    const permission = (owed: Owed) => permissionOf(owed, live.current())
    const ensureLive = async (generation: number) => {
      if (generation > live.current().generation) await live.refresh()
    }
    deliver = new Deliver({ sql, clock, log, stageLog, lease, record, attempt, permission, ensureLive })
    deliver.start()
    live.subscribe(() => deliver?.reconsider())
  }
  const seen = createSeen(options)
  const decide = new Decide({ ...options, lease, deliver, onSeen: seen.note })
  const ingest = config.role === 'worker' ? null : createIngest({ decide, clock, log, stageLog })
  return {
    lease,
    ingest,
    deliver,
    async stop(withinMs) {
      await ingest?.stop()
      await deliver?.stop(withinMs)
      sender.abort()
      await record.idle()
      await seen.stop()
      await giveBackAll(sql, lease.holder())
      await lease.stop()
    },
  }
}
