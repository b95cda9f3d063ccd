// A PostgreSQL of our own that can be killed and started again: the cluster that a Hookline made on its first start, run
// by the command that PostgreSQL itself wrote down there (postmaster.opts).
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { startHookline } from './hookline.ts'

/** How it is stopped: its own fast and immediate shutdown, or SIGKILL of it and every process of it at once. */
export type StopMode = 'fast' | 'immediate' | 'kill'

export interface Postgres {
  /** For DATABASE_URL. */
  url: string
  /** Resolves when every process of it is gone. */
  stop(mode: StopMode): Promise<void>
  /** Resolves when it takes connections again, on the same port. */
  start(): Promise<void>
}

const pollMs = 10

/** Makes a cluster in the folder and runs it. */
export async function startPostgres(folder: string): Promise<Postgres> {
  const maker = await startHookline({ folder, env: {} })
  await maker.stop()
  // Elsewhere, where no Hookline looks after it any more.
  const made = path.join(folder, 'data', 'postgres')
  const data = path.join(folder, 'cluster')
  await rename(made, data)
  const password = (await readFile(path.join(folder, 'data', 'postgres-password'), 'utf8')).trim()
  const [program = '', ...words] = wordsOf(await readFile(path.join(data, 'postmaster.opts'), 'utf8'))
  const args = words.map((word) => (word === made ? data : word))
  const { uid, gid } = await stat(data)
  const port = args.map((arg) => /^port=(\d+)$/.exec(arg)?.[1]).find((found) => found !== undefined)
  let child: ChildProcess | null = null

  async function start(): Promise<void> {
    const log = openSync(path.join(folder, 'postgres.log'), 'a')
    child = spawn(program, args, { uid, gid, cwd: '/', env: { PATH: process.env.PATH, TZ: 'UTC', LANG: 'C' }, stdio: ['ignore', log, log] })
    closeSync(log)
    while (!(await isReady())) {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`PostgreSQL ended: see ${folder}/postgres.log`)
      await delay(pollMs)
    }
  }

  /** The eighth line of postmaster.pid says so, the first one whose it is. */
  async function isReady(): Promise<boolean> {
    const lines = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    return Number(lines[0]) === child?.pid && lines[7]?.trim() === 'ready'
  }

  async function stop(mode: StopMode): Promise<void> {
    const pid = child?.pid
    if (!child || pid === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    // Halted it starts no further process, which would outlive it.
    if (mode === 'kill') child.kill('SIGSTOP')
    const backends = await childrenOf(pid)
    if (mode === 'kill') for (const each of [...backends, pid]) kill(each)
    else child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await ended
    for (const each of backends) while (await isAlive(each)) await delay(pollMs)
  }

  await start()
  return { url: `postgres://hookline:${encodeURIComponent(password)}@127.0.0.1:${port}/hookline`, start, stop }
}

/** Looks into the product's tables. */
export function connect({ url }: Postgres): postgres.Sql {
  return postgres(url, { max: 1, onnotice: () => undefined })
}

/** PostgreSQL writes each word of its command in double quotes, the program's as it is. */
function wordsOf(command: string): string[] {
  const [program = ''] = command.split(' "', 1)
  return [program.trim(), ...[...command.matchAll(/"([^"]*)"/g)].map(([, word]) => word ?? '')]
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')
  return text.trim().split(' ').filter(Boolean).map(Number)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function isAlive(pid: number): Promise<boolean> {
  const state = /^State:\s+(\w)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8').catch(() => ''))?.[1]
  return state !== undefined && state !== 'Z'
}
