import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { vi } from 'vitest'

export const holderFile = fileURLToPath(new URL('./embedded-holder.ts', import.meta.url))

type HolderOptions = { dataDir: string; idleStopMs?: number; node?: string; file?: string; spawnOptions?: SpawnOptions }

/** Starts a stand-in for Hookline in a process group of its own; `line` is its one line: `{ url }` or the refusal. */
export async function startHolder({
  dataDir,
  idleStopMs = 60_000,
  node = process.execPath,
  file = holderFile,
  spawnOptions,
}: HolderOptions) {
  const child = spawn(node, [file, dataDir, String(idleStopMs)], { ...spawnOptions, detached: true, stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const stdout = child.stdout
  if (!stdout || child.pid === undefined) throw new Error('the stand-in did not start')
  const [line] = (await once(createInterface(stdout), 'line')) as [string]
  const pid = child.pid
  return {
    pid,
    line,
    url: line.startsWith('{') ? String((JSON.parse(line) as { url: string }).url) : '',
    stop: () => end(pid, 'SIGTERM', exited),
    kill: () => end(-pid, 'SIGKILL', exited),
  }
}

async function end(target: number, signal: NodeJS.Signals, exited: Promise<unknown>): Promise<void> {
  process.kill(target, signal)
  await exited
}

/** The process id that postmaster.pid names. */
export async function postmasterPid(dataDir: string): Promise<number> {
  return Number((await readFile(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
}

/** Ended, or a zombie that nobody reaps. */
export async function isGone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
    return process.platform === 'linux' && (await readFile(`/proc/${pid}/cmdline`, 'utf8')) === ''
  } catch {
    return true
  }
}

export const untilGone = (pid: number) => vi.waitUntil(() => isGone(pid), { timeout: 15_000, interval: 20 })

export async function query<Row extends object>(url: string, text: string): Promise<Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    return [...(await sql.unsafe<Row[]>(text))]
  } finally {
    await sql.end()
  }
}
