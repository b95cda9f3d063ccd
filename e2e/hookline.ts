// The built product as a newcomer runs it: a process of its own on a free port with a DATA_DIR of its own, one per file of
// stories. The folder is a copy of one that a first start has made (first-start.ts), but where that start is the story.
// Knows nothing of the code, only the public contract.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test as base } from '@playwright/test'

export { expect } from '@playwright/test'

export type Hookline = { url: string; apiKey: string; email: string; password: string }

const main = fileURLToPath(new URL('../apps/server/dist/main.js', import.meta.url))
const readyMsMax = 60_000
const apiKey = 'hk_e2e_0123456789abcdef0123456789abcdef'
const admin = { email: 'admin@example.com', password: 'a long enough password 83' }

export const test = base.extend<{ baseURL: string }, { hookline: Hookline }>({
  hookline: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => runHookline({ hasAdmin: true }, use),
    { scope: 'worker', timeout: readyMsMax + 30_000 },
  ],
  baseURL: ({ hookline }, use) => use(hookline.url),
})

/** Where the data of a first start is, for the workers of this run. */
export const firstStartVariable = 'HOOKLINE_E2E_FIRST_START'

/** A Hookline of one's own, for as long as it is used; without its admin it starts anew and asks for the first account. */
export async function runHookline({ hasAdmin }: { hasAdmin: boolean }, use: (hookline: Hookline) => Promise<void>): Promise<void> {
  const folder = await makeFolder()
  const madeBefore = process.env[firstStartVariable]
  // Owners and modes must stay: PostgreSQL looks at them.
  if (hasAdmin && madeBefore !== undefined) execFileSync('cp', ['-Rp', path.join(madeBefore, 'data'), folder])
  try {
    await runIn(folder, hasAdmin ? admin : { email: '', password: '' }, (url) => use({ url, apiKey, ...admin }))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts once in an empty folder, as a newcomer does. Out: the folder, with the data that is left behind. */
export async function startFirst(): Promise<string> {
  const folder = await makeFolder()
  await runIn(folder, admin, () => Promise.resolve())
  return folder
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hookline-e2e-'))
  await chmod(folder, 0o755)
  return folder
}

type Account = Pick<Hookline, 'email' | 'password'>

async function runIn(folder: string, account: Account, use: (url: string) => Promise<void>): Promise<void> {
  const port = await freePort()
  const child = start({ folder, port, ...account })
  const url = `http://127.0.0.1:${port}`
  try {
    await untilReady({ url, child, folder })
    await use(url)
  } finally {
    await stop(child)
  }
}

type StartOptions = Account & { folder: string; port: number }

function start({ folder, port, email, password }: StartOptions): ChildProcess {
  const settings = {
    ...{ PORT: String(port), HOST: '127.0.0.1', DATA_DIR: path.join(folder, 'data'), HOOKLINE_API_KEY: apiKey },
    ...{ HOOKLINE_ADMIN_EMAIL: email, HOOKLINE_ADMIN_PASSWORD: password, HOOKLINE_ALLOW_HOSTS: '127.0.0.1', DATABASE_URL: '' },
  }
  return spawn('/bin/sh', ['-c', 'exec "$0" "$1" > "$2" 2>&1', process.execPath, main, path.join(folder, 'hookline.log')], {
    env: { ...process.env, ...settings },
    stdio: 'ignore',
  })
}

async function untilReady({ url, child, folder }: { url: string; child: ChildProcess; folder: string }): Promise<void> {
  const deadline = performance.now() + readyMsMax
  for (;;) {
    const isReady = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
    if (child.exitCode !== null || performance.now() > deadline) {
      const log = await readFile(path.join(folder, 'hookline.log'), 'utf8').catch(() => '')
      throw new Error(`Hookline did not become ready (exit code ${child.exitCode}):\n${log.slice(-4000)}`)
    }
    await delay(100)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await exited
  clearTimeout(timer)
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port')
  return address.port
}
