// One process at a time installs or builds in a checkout. The lock is a file with a process id; one whose process is
// gone, or that is older than any build takes, counts for nothing.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../.toolchain/lock', import.meta.url))
const staleMs = 30 * 60 * 1000
const pollMs = 100

export async function withLock(waitingLine, work) {
  mkdirSync(path.dirname(file), { recursive: true })
  for (let told = false; !take(); told = true) {
    if (!told) process.stderr.write(`${waitingLine} (process ${holder()}) …\n`)
    await delay(pollMs)
  }
  const release = () => rmSync(file, { force: true })
  process.on('exit', release)
  try {
    return await work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (isStale()) rmSync(file, { force: true })
    return false
  }
}

function isStale() {
  try {
    if (Date.now() - statSync(file).mtimeMs > staleMs) return true
    const pid = holder()
    if (pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

function holder() {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}
