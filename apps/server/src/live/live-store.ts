import type { Sql } from '../db/client.ts'
import { withDeadline } from '../db/with-deadline.ts'
import type { Log } from '../log.ts'
import type { Sealer } from '../seal.ts'
import { type Live, loadLive } from './load.ts'

// Definitions are reloaded when the workspace's generation is newer than theirs. `decide` asks inside its transaction,
// so an event sent after a change was answered is judged by it on every process; the notification is only a hint.

export const generationChannel = 'hookline_generation'
const pollMs = 1000

export interface LiveStore {
  current(): Live
  /**
   * The definitions of at least a generation that was committed. They are read beside the asker's transaction, in a
   * snapshot of their own: within it, statements that see different commits would tear them.
   */
  ensure(generation: number): Promise<Live>
  /** Reads the generation, and the definitions if they are newer. */
  refresh(): Promise<Live>
  /** Calls the listener after each change. */
  subscribe(listener: (live: Live) => void): void
  stop(): Promise<void>
}

export interface LiveStoreOptions {
  sql: Sql
  /** Loads definitions, and nothing else: whoever asks for them may hold the last connection of any other pool. */
  definitions: Sql
  workspaceId: number
  sealer: Sealer
  log: Log
}

export async function createLiveStore(options: LiveStoreOptions): Promise<LiveStore> {
  const { sql, definitions, workspaceId, sealer, log } = options
  const listeners = new Set<(live: Live) => void>()
  const onFailure = (source: string, error: string) =>
    log.error({ source, error }, 'a published definition could not be made ready; it matches nothing')
  let live = await loadLive({ sql: definitions, workspaceId, sealer, onFailure })
  let refreshing: Promise<Live> | null = null
  let loading: Promise<void> | null = null

  async function load(): Promise<void> {
    const loaded = await loadLive({ sql: definitions, workspaceId, sealer, onFailure })
    if (loaded.generation <= live.generation) return
    live = loaded
    for (const listener of listeners) listener(live)
  }

  // A load that began before the generation was committed would not see it: those who ask while one runs may need the next.
  async function ensure(generation: number): Promise<Live> {
    if (generation > live.generation) await loading?.catch(() => undefined)
    if (generation <= live.generation) return live
    loading ??= withDeadline(load()).finally(() => {
      loading = null
    })
    await loading
    if (generation > live.generation) throw new Error(`definitions of generation ${generation} are not there`)
    return live
  }

  async function refreshOnce(): Promise<Live> {
    const [row] = await sql<{ generation: string }[]>`SELECT generation FROM workspaces WHERE id = ${workspaceId}`
    return ensure(Number(row?.generation ?? 0))
  }

  // A refresh that began before the change would not see it: those who ask while one runs get the next.
  async function refresh(): Promise<Live> {
    if (refreshing) await refreshing.catch(() => undefined)
    refreshing ??= withDeadline(refreshOnce()).finally(() => {
      refreshing = null
    })
    return refreshing
  }

  const hinted = () => {
    refresh().catch((error: unknown) => log.warn({ err: error }, 'definitions could not be read again; trying again'))
  }
  const timer = setInterval(hinted, pollMs)
  const listening = await sql.listen(generationChannel, hinted)

  return {
    current: () => live,
    ensure,
    refresh,
    subscribe: (listener) => listeners.add(listener),
    async stop() {
      clearInterval(timer)
      await listening.unlisten().catch((error: unknown) => log.debug({ err: error }, 'the connection was gone already'))
    },
  }
}
