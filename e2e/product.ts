// The built product in a process of its own, as a person runs it, that can be stopped, killed and started again on its folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'

const main = fileURLToPath(new URL('../apps/server/dist/main.js', import.meta.url))
const nodeOptions: string[] = JSON.parse(readFileSync(new URL('../apps/server/node-options.json', import.meta.url), 'utf8'))
export const readyMsMax = 60_000
const stopMsMax = 15_000

export interface Product {
  url: string
  port: number
  pid: number
  kill(signal: NodeJS.Signals): void
  /** Resolves with the exit code, or the signal's name. */
  ended: Promise<number | string>
  /** What it has written so far, the runs before it on this folder included. */
  log(): Promise<string>
  /** Stops it as Ctrl+C does, and kills it where it does not stop. */
  stop(): Promise<void>
}

export interface ProductOptions {
  /** Holds DATA_DIR and the log. */
  folder: string
  port?: number
  env: Record<string, string>
  nodeArgs?: string[]
}

/** A new folder that PostgreSQL's account can reach too when the tests run as root. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hookline-e2e-'))
  await chmod(folder, 0o755)
  return folder
}

/** Starts the product and waits until it is ready. */
export async function startProduct({ folder, port, env, nodeArgs = [] }: ProductOptions): Promise<Product> {
  const listensOn = port ?? (await freePort())
  const url = `http://127.0.0.1:${listensOn}`
  const settings = { PORT: String(listensOn), HOST: '127.0.0.1', DATA_DIR: path.join(folder, 'data'), DATABASE_URL: '', ...env }
  const logFile = path.join(folder, 'hookline.log')
  const output = openSync(logFile, 'a')
  const child = spawn(process.execPath, [...nodeOptions, ...nodeArgs, main], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 'unknown'))
  })
  const log = () => readFile(logFile, 'utf8')
  await untilReady({ url, child, log })
  return { url, port: listensOn, pid: child.pid ?? 0, kill: (signal) => child.kill(signal), ended, log, stop: () => stop(child) }
}

async function untilReady({ url, child, log }: { url: string; child: ChildProcess; log: () => Promise<string> }): Promise<void> {
  const deadline = performance.now() + readyMsMax
  for (;;) {
    const isReady = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    )
    if (isReady) return
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop(child)
      throw new Error(`Hookline did not become ready (exit code ${child.exitCode}):\n${(await log()).slice(-4000)}`)
    }
    await delay(50)
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax)
  await exited
  clearTimeout(timer)
}
