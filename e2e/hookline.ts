// The built product as a newcomer runs it: a process of its own on a free port with a new DATA_DIR, one per file of stories.
// Knows nothing of the code, only the public contract.
import { type ChildProcess, spawn } from 'node:child_process'
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

export const test = base.extend<{ baseURL: string }, { hookline: Hookline }>({
  hookline: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => runHookline({ hasAdmin: true }, use),
    { scope: 'worker', timeout: readyMsMax + 30_000 },
  ],
  baseURL: ({ hookline }, use) => use(hookline.url),
})

/** A Hookline of one's own, for as long as it is used; without its admin it asks for the first account. */
export async function runHookline({ hasAdmin }: { hasAdmin: boolean }, use: (hookline: Hookline) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hookline-e2e-'))
  await chmod(folder, 0o755)
  const hookline = {
    apiKey: 'hk_e2e_0123456789abcdef0123456789abcdef',
    email: 'admin@example.com',
    password: 'a long enough password 83',
  }
  const port = await freePort()
  const child = start({ folder, port, ...hookline, ...(!hasAdmin && { email: '', password: '' }) })
  const url = `http://127.0.0.1:${port}`
  try {
    await untilReady({ url, child, folder })
    await use({ url, ...hookline })
  } finally {
    await stop(child)
    await rm(folder, { recursive: true, force: true })
  }
}

type StartOptions = Omit<Hookline, 'url'> & { folder: string; port: number }

function start({ folder, port, apiKey, email, password }: StartOptions): ChildProcess {
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
