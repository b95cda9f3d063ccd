import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '../net/free-port.ts'
import { eventually, testKey } from './hookline.ts'

const mainFile = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A Hookline in a process of its own, that can be killed. */
export interface HooklineProcess {
  url: string
  pid: number
  dataDir: string
  /** What it has written so far. */
  output(): string
  post(path: string, body: unknown): Promise<{ status: number; json: unknown }>
  get<T>(path: string): Promise<T>
  kill(signal: NodeJS.Signals): void
  /** Resolves with the exit code, or the signal's name. */
  ended: Promise<number | string>
}

export interface ProcessOptions {
  dataDir: string
  port?: number
  env?: Record<string, string>
}

// Several at once that make their databases, on two busy cores, take their time.
const readyWithinMs = 60_000

/** Starts `main.ts` as users do, and waits until it is ready. */
export async function startProcess({ dataDir, port, env = {} }: ProcessOptions): Promise<HooklineProcess> {
  const listenOn = port ?? (await freePort())
  const url = `http://127.0.0.1:${listenOn}`
  const child = spawn(process.execPath, [mainFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: String(listenOn),
      DATA_DIR: path.join(dataDir, 'data'),
      HOOKLINE_API_KEY: testKey,
      HOOKLINE_ALLOW_HOSTS: '127.0.0.1',
      LOG_LEVEL: 'warn',
      ...env,
    },
  })
  const output = collect(child)
  let exit: number | string | null = null
  const ended = new Promise<number | string>((resolve) => {
    child.once('exit', (code, signal) => {
      exit = code ?? signal ?? 'unknown'
      resolve(exit)
    })
  })
  await eventually(async () => {
    if (exit !== null) throw new Error(`Hookline ended with ${exit}: ${output()}`)
    return fetch(`${url}/readyz`).then(
      (res) => res.ok,
      () => false,
    )
  }, readyWithinMs).catch((error: unknown) => {
    child.kill('SIGKILL')
    throw new Error(`Hookline was not ready: ${output()}`, { cause: error })
  })
  const headers = { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' }
  return {
    url,
    pid: child.pid ?? 0,
    dataDir,
    output,
    async post(route, body) {
      const res = await fetch(url + route, { method: 'POST', headers, body: JSON.stringify(body) })
      return { status: res.status, json: await res.json() }
    },
    async get<T>(route: string) {
      return (await fetch(url + route, { headers })).json() as Promise<T>
    },
    kill: (signal) => child.kill(signal),
    ended,
  }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  const add = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000)
  }
  child.stdout?.on('data', add)
  child.stderr?.on('data', add)
  return () => text
}
