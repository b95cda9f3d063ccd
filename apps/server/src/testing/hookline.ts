import { rm } from 'node:fs/promises'
import { pino } from 'pino'
import { type Hookline, type Overrides, startHookline } from '../compose.ts'
import { type Config, readConfig } from '../config.ts'
import { freePort } from '../net/free-port.ts'
import { createTestDatabase, makeDataDir } from './database.ts'

export const testKey = 'hk_test_0123456789abcdef0123456789abcdef'

/** An answer of the API, its JSON parsed where it is JSON. */
export interface ApiAnswer {
  status: number
  headers: Headers
  text: string
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  json: any
}

export interface TestHookline {
  hookline: Hookline
  url: string
  config: Config
  /** Calls the API with the test's `manage` key, or another one (null: none). */
  api(
    method: string,
    path: string,
    body?: unknown,
    options?: { key?: string | null; headers?: Record<string, string>; raw?: string | Uint8Array },
  ): Promise<ApiAnswer>
  /** As `api`, but throws where the answer is an error, and answers with the JSON alone. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  ok(method: string, path: string, body?: unknown): Promise<any>
  /** Stops Hookline and drops its database. */
  stop(): Promise<void>
}

export interface TestOptions {
  env?: Record<string, string>
  overrides?: Overrides
  /** The database to use, left standing at the end; otherwise a new one. */
  databaseUrl?: string
}

/** Starts a whole Hookline in this process, on a free loopback port and a database of its own. */
export async function startTestHookline({ env = {}, overrides = {}, databaseUrl }: TestOptions = {}): Promise<TestHookline> {
  const database = databaseUrl === undefined ? await createTestDatabase() : null
  const dataDir = await makeDataDir()
  const config = readConfig({
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl ?? database?.url,
    HOOKLINE_API_KEY: testKey,
    HOOKLINE_MASTER_KEY: '11'.repeat(32),
    HOOKLINE_ALLOW_HOSTS: '127.0.0.1',
    ...env,
  })
  const hookline = await startHookline(config, { log: pino({ level: 'silent' }), ...overrides })
  const api: TestHookline['api'] = async (method, path, body, { key = testKey, headers = {}, raw } = {}) => {
    const payload = raw ?? (body === undefined ? null : JSON.stringify(body))
    const auth = key === null ? {} : { authorization: `Bearer ${key}` }
    const type = payload === null ? {} : { 'content-type': 'application/json' }
    const res = await fetch(hookline.address + path, { method, headers: { ...auth, ...type, ...headers }, body: payload as string | null })
    const text = await res.text()
    const isJson = /json/.test(res.headers.get('content-type') ?? '')
    return { status: res.status, headers: res.headers, text, json: isJson ? JSON.parse(text) : undefined }
  }
  return {
    hookline,
    url: hookline.address,
    config,
    api,
    async ok(method, path, body) {
      const answer = await api(method, path, body)
      if (answer.status >= 300) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text.slice(0, 500)}`)
      return answer.json
    },
    async stop() {
      await hookline.stop()
      await rm(dataDir, { recursive: true, force: true })
      await database?.drop()
    },
  }
}

/** Asks again until the answer is something, at most for the time. */
export async function eventually<T>(ask: () => T | Promise<T>, withinMs = 30_000): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs
  for (;;) {
    const found = await ask()
    if (found !== null && found !== undefined && found !== false) return found as NonNullable<T>
    if (performance.now() > end) throw new Error(`nothing came within ${withinMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
