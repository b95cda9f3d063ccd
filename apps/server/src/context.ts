import type { ApiKeyScope, MemberRole } from '@hookline/schema'
import type { KeyUse } from './api-keys/key-use.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './db/client.ts'
import type { EndpointHealth } from './health/endpoint-health.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { LiveStore } from './live/live-store.ts'
import type { Log } from './log.ts'
import type { Members } from './members/create-members.ts'
import type { Metrics } from './ops/metrics.ts'
import type { Deliver } from './pipeline/deliver.ts'
import type { Ingest } from './pipeline/ingest.ts'
import type { Lease } from './pipeline/lease.ts'
import type { Sender } from './pipeline/send.ts'
import type { Stragglers } from './pipeline/stragglers.ts'
import type { Sealer } from './seal.ts'
import type { Tally } from './stats/tally.ts'
import type { Topics } from './stream/topics.ts'

/** What the program is made of; main.ts puts it together once. */
export interface Services {
  config: Config
  clock: Clock
  log: Log
  database: Database
  live: LiveStore
  sealer: Sealer
  sender: Sender
  stragglers: Stragglers
  metrics: Metrics
  keyUse: KeyUse
  members: Members
  topics: Topics
  tally: Tally
  jobs: Jobs
  lease: Lease
  /** Absent where this process takes no events (ROLE=worker). */
  ingest: Ingest | null
  /** Absent where this process delivers nothing (ROLE=api). */
  deliver: Deliver | null
  health: EndpointHealth
}

/** Who asks. */
export type Actor = PlainActor | MemberActor

interface PlainActor {
  kind: 'api-key' | 'system'
  id: string
  name: string
  scope: ApiKeyScope
}

/** A member who is signed in; known everywhere by the e-mail address. */
export interface MemberActor {
  kind: 'member'
  id: string
  name: string
  scope: ApiKeyScope
  role: MemberRole
  displayName: string
  sessionId: string
}

/** What every verb gets beside its input: the program, the workspace, and who asks. */
export interface Ctx {
  services: Services
  workspaceId: number
  actor: Actor
}

/** The one workspace that exists at the start. */
export const firstWorkspaceId = 1
