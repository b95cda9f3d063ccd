import { type ChildProcess, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import nodeOptions from '../../apps/server/node-options.json' with { type: 'json' }
import { freePort } from '../../e2e/free-port.ts'

const key = 'hk_bench_0123456789abcdef0123456789abcdef'
/** The member that the product makes at its start. */
export const admin = { email: 'admin@example.com', password: 'a long enough password 83' }
const mainFile = fileURLToPath(new URL('../../apps/server/dist/main.js', import.meta.url))

/** A Hookline as it was built, with its own embedded PostgreSQL on a new folder; nothing is switched off. */
export interface Product {
  url: string
  headers: { authorization: string; 'content-type': string }
  readyMs: number
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** CPU seconds so far: of the server, and of PostgreSQL with its backends. */
  cpuSeconds(): Promise<{ server: number; postgres: number }>
  /** Resident memory of the server process in MB. */
  memoryMb(): Promise<number>
  /** The URL of its PostgreSQL. */
  databaseUrl(): Promise<string>
  /** Stops it and starts it again on what it has. Out: milliseconds until it was ready. */
  restart(): Promise<number>
  stop(): Promise<void>
}

export async function startProduct(): Promise<Product> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hookline-bench-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const env = {
    PATH: process.env.PATH,
    PORT: String(port),
    DATA_DIR: path.join(folder, 'data'),
    HOOKLINE_API_KEY: key,
    HOOKLINE_ADMIN_EMAIL: admin.email,
    HOOKLINE_ADMIN_PASSWORD: admin.password,
    HOOKLINE_ALLOW_HOSTS: '127.0.0.1',
    LOG_LEVEL: 'warn',
  }
  let { child, readyMs } = await launch(url, env)
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  return {
    url,
    headers,
    readyMs,
    async api<T>(method: string, route: string, body?: unknown) {
      const res = await fetch(url + route, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
      const text = await res.text()
      if (!res.ok) throw new Error(`${method} ${route} answered ${res.status}: ${text.slice(0, 500)}`)
      return JSON.parse(text) as T
    },
    cpuSeconds: () => cpuOf(child.pid ?? 0, path.join(folder, 'data')),
    memoryMb: () => residentMb(child.pid ?? 0),
    databaseUrl: () => databaseUrlOf(path.join(folder, 'data')),
    async restart() {
      await end(child)
      const again = await launch(url, env)
      child = again.child
      return again.readyMs
    },
    async stop() {
      await end(child)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function launch(url: string, env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; readyMs: number }> {
  const startedAt = performance.now()
  const options = [...nodeOptions, ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [])]
  const child = spawn(process.execPath, [...options, mainFile], { stdio: ['ignore', 'ignore', 'inherit'], env })
  await ready(url, child)
  return { child, readyMs: performance.now() - startedAt }
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 3000; tries++) {
    if (child.exitCode !== null) throw new Error(`Hookline ended with ${child.exitCode}: build it first (pnpm build)`)
    const ok = await fetch(`${url}/readyz`).then(
      (res) => res.ok,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('Hookline was not ready within 30 s')
}

const ticksPerSecond = 100

async function cpuOf(serverPid: number, dataDir: string): Promise<{ server: number; postgres: number }> {
  const pidFile = await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')
  const postmaster = Number(pidFile.split('\n')[0])
  const children = (await readFile(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number)
  const own = await Promise.all([postmaster, ...children].map((pid) => cpuTicks(pid, pid === postmaster)))
  return {
    server: (await cpuTicks(serverPid, false)) / ticksPerSecond,
    postgres: own.reduce((sum, ticks) => sum + ticks, 0) / ticksPerSecond,
  }
}

/** User and system time of a process, with that of its ended children where asked (Linux, /proc/PID/stat). */
async function cpuTicks(pid: number, withEnded: boolean): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15)
  return user + system + (withEnded ? endedUser + endedSystem : 0)
}

/** The fourth line of postmaster.pid is the port (PostgreSQL's miscadmin.h). */
async function databaseUrlOf(dataDir: string): Promise<string> {
  const password = (await readFile(path.join(dataDir, 'postgres-password'), 'utf8')).trim()
  const port = (await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[3]
  return `postgres://hookline:${password}@127.0.0.1:${port}/hookline`
}

async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}
