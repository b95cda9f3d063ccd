/** What `GET /readyz` tells, ready or not. */
export interface Readiness {
  ready: boolean
  version: string
  publicUrl: string
  database: 'ok' | 'unreachable'
  deliver: 'ok' | 'no-lease' | 'off'
  oldestDueMs: number | null
}

/** Asks the server how it is. Throws where it does not answer, or something else answers in its place. */
export async function fetchReadiness(): Promise<Readiness> {
  const answer = await fetch('/readyz', { signal: AbortSignal.timeout(10_000) })
  const value: unknown = answer.status === 200 || answer.status === 503 ? await answer.json() : null
  if (!isReadiness(value)) throw new Error(`/readyz answered ${answer.status}`)
  return value
}

function isReadiness(value: unknown): value is Readiness {
  if (typeof value !== 'object' || value === null) return false
  return 'ready' in value && 'version' in value && 'database' in value && 'deliver' in value && 'oldestDueMs' in value
}

export type Tone = 'good' | 'waiting' | 'bad' | 'off'

/** One thing that is judged: a word for how it is, and what to do where something is to be done. */
export interface Verdict {
  label: string
  tone: Tone
  word: string
  remedy?: string
}

const lateMs = 60_000

export function verdictsOf({ database, deliver, oldestDueMs }: Readiness, formatDuration: (ms: number) => string): Verdict[] {
  return [
    database === 'ok'
      ? { label: 'Database', tone: 'good', word: 'Connected' }
      : { label: 'Database', tone: 'bad', word: 'Unreachable', remedy: 'Check that PostgreSQL runs and that DATABASE_URL leads to it.' },
    deliveries[deliver],
    oldestDue(oldestDueMs, formatDuration),
  ]
}

const deliveries: Record<Readiness['deliver'], Verdict> = {
  ok: { label: 'Deliveries', tone: 'good', word: 'Being sent' },
  'no-lease': {
    label: 'Deliveries',
    tone: 'waiting',
    word: 'Waiting',
    remedy: 'This process has lost its lease and takes a new one by itself; nothing is lost. If it stays so, look at the log.',
  },
  off: { label: 'Deliveries', tone: 'off', word: 'Not sent by this process', remedy: 'It runs with ROLE=api: a worker sends them.' },
}

function oldestDue(ms: number | null, formatDuration: (ms: number) => string): Verdict {
  const label = 'Oldest due delivery'
  if (ms === null) return { label, tone: 'off', word: 'Unknown', remedy: 'The database would tell.' }
  if (ms <= lateMs) return { label, tone: 'good', word: ms === 0 ? 'None is waiting' : formatDuration(ms) }
  return { label, tone: 'bad', word: formatDuration(ms), remedy: 'Deliveries are late: see GET /v1/endpoints for receivers that are slow.' }
}
