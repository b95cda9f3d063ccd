// One PostgreSQL per data directory: what postmaster.pid says is believed only if that process is a postgres of that
// very directory, so neither a recycled process id nor a zombie blocks a start or gets a signal meant for another.
import { execFile, spawn } from 'node:child_process'
import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort } from '../net/free-port.ts'
import { spawnAs } from './embedded-account.ts'
import { type Cluster, isAlive, lastLine } from './embedded-cluster.ts'
import { embeddedSettings } from './embedded-settings.ts'

export type Postmaster = { pid: number; port: number }

const run = promisify(execFile)
const logBytesMax = 10 * 1024 * 1024
const pollMs = 15
const fastShutdownMs = 10_000

/** The living postgres of this cluster, ready or still starting; undefined when there is none. */
export async function findPostmaster({ clusterDir }: Cluster): Promise<(Postmaster & { ready: boolean }) | undefined> {
  const file = path.join(clusterDir, 'postmaster.pid')
  const lines = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (await isPostgresOf(pid, clusterDir)) return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
  // PostgreSQL clears a stale file by itself, unless its process id lives on as something else.
  if (isAlive(pid)) await rm(file, { force: true })
  return undefined
}

type StartOptions = { settings: Record<string, string>; port: number | undefined }

/** Spawns postgres in a session of its own and waits until it takes connections, or says why it does not. */
export async function startPostmaster(cluster: Cluster, { port, settings }: StartOptions): Promise<Postmaster | { failure: string }> {
  const { clusterDir, binaries, account, logFile } = cluster
  const options = Object.entries({ ...embeddedSettings, ...settings, port: String(port ?? (await freePort())) })
  const log = await openLog(logFile)
  const logStart = (await log.stat()).size
  try {
    const child = spawn(binaries.postgres, ['-D', clusterDir, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
      ...spawnAs(account),
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    child.unref()
    const exit = new Promise<string>((resolve) => {
      child.on('error', (error) => resolve(error.message))
      child.on('exit', (code, signal) => resolve(`it ended with ${signal ?? code}`))
    })
    const started = await waitUntilReady(cluster, exit)
    if (typeof started !== 'string') return started
    const written = (await readFile(logFile)).subarray(logStart).toString()
    return { failure: failureIn(written, child.pid) ?? started }
  } finally {
    await log.close()
  }
}

/** Why this process ended. Into the same log write processes of a killed PostgreSQL that are still ending. */
function failureIn(written: string, pid: number | undefined): string | undefined {
  const isOwn = (line: string) => (line.match(/^\d\S+ \S+ \S+ \[(\d+)\] /)?.[1] ?? String(pid)) === String(pid)
  const own = written.split('\n').filter(isOwn).join('\n')
  return own.match(/(?:FATAL|PANIC|error while loading).*/)?.[0] ?? lastLine(own)
}

async function waitUntilReady(cluster: Cluster, exit: Promise<string>): Promise<Postmaster | string> {
  let ended: string | undefined
  void exit.then((reason) => (ended = reason))
  for (;;) {
    const found = await findPostmaster(cluster)
    if (found?.ready) return found
    if (ended !== undefined) return ended
    await delay(pollMs)
  }
}

/** Fast shutdown, then an immediate one; returns when the process is gone. */
export async function stopPostmaster({ clusterDir }: Cluster, pid: number): Promise<void> {
  const startedAt = performance.now()
  let sent: NodeJS.Signals | undefined
  while (await isPostgresOf(pid, clusterDir)) {
    const wanted = performance.now() - startedAt > fastShutdownMs ? 'SIGQUIT' : 'SIGINT'
    if (sent !== wanted && isAlive(pid)) process.kill(pid, wanted)
    sent = wanted
    await delay(pollMs)
  }
}

async function isPostgresOf(pid: number, clusterDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const command =
    process.platform === 'linux'
      ? (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ')
      : await run('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).then(
          ({ stdout }) => stdout,
          () => '',
        )
  return command.includes('postgres') && command.includes(` -D ${clusterDir} `)
}

async function openLog(file: string) {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > logBytesMax) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600)
}
