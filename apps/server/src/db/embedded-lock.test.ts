import { execFileSync, spawn } from 'node:child_process'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { makeDataDir } from '../testing/database.ts'
import { isGone, postmasterPid, query, startHolder, untilGone } from '../testing/embedded-process.ts'
import { postgresAccount } from './embedded-account.ts'

let dataDir: string

beforeEach(async () => {
  dataDir = path.join(await makeDataDir(), 'data')
})

afterEach(async () => {
  const pid = await postmasterPid(dataDir).catch(() => undefined)
  if (pid && !(await isGone(pid))) process.kill(pid, 'SIGQUIT')
  if (pid) await untilGone(pid)
  await rm(path.dirname(dataDir), { recursive: true, force: true })
})

test('a PostgreSQL that outlived a killed Hookline is adopted', async () => {
  const first = await startHolder({ dataDir })
  await query(first.url, 'create table kept (id int); insert into kept values (7)')
  const pid = await postmasterPid(dataDir)
  await first.kill()
  const second = await startHolder({ dataDir })
  expect(await postmasterPid(dataDir)).toBe(pid)
  expect(await query(second.url, 'select id from kept')).toEqual([{ id: 7 }])
  await second.stop()
  await untilGone(pid)
})

test('what was committed survives kill -9 of Hookline and PostgreSQL', async () => {
  const first = await startHolder({ dataDir })
  await query(first.url, 'create table kept (id int); insert into kept select generate_series(1, 1000)')
  const pid = await postmasterPid(dataDir)
  process.kill(pid, 'SIGKILL')
  await first.kill()
  await untilGone(pid)
  const second = await startHolder({ dataDir })
  expect(await query(second.url, 'select count(*)::int as count from kept')).toEqual([{ count: 1000 }])
  await second.stop()
})

test.each(['our own', "PostgreSQL's"])(
  'a stale postmaster.pid whose process id is now another process of %s account blocks nothing',
  async (whose) => {
    const first = await startHolder({ dataDir })
    const file = path.join(dataDir, 'postgres', 'postmaster.pid')
    const lines = (await readFile(file, 'utf8')).split('\n')
    const pid = await postmasterPid(dataDir)
    process.kill(pid, 'SIGKILL')
    await first.kill()
    await untilGone(pid)
    const account = whose === 'our own' ? undefined : await postgresAccount(path.join(dataDir, 'postgres'))
    const other = spawn('sleep', ['60'], { stdio: 'ignore', ...(account && { uid: account.uid, gid: account.gid }) })
    onTestFinished(() => void other.kill())
    await writeFile(file, [String(other.pid), ...lines.slice(1)].join('\n'))
    const second = await startHolder({ dataDir })
    expect(second.url).not.toBe('')
    expect(other.exitCode).toBeNull()
    await second.stop()
  },
)

test('of two Hooklines that start at once on a new DATA_DIR one runs and the other names it', async () => {
  const both = await Promise.all([startHolder({ dataDir }), startHolder({ dataDir })])
  const [winner, loser] = both[0].url ? both : [both[1], both[0]]
  expect(await query(winner.url, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(loser.line).toBe(
    `Hookline already runs on DATA_DIR ${dataDir} (process ${winner.pid}). Stop it, or set another DATA_DIR and PORT.`,
  )
  await winner.stop()
})

test('the guard stops a PostgreSQL that nobody holds, and ends with it', async () => {
  const holder = await startHolder({ dataDir, idleStopMs: 400 })
  const pid = await postmasterPid(dataDir)
  await vi.waitFor(async () => expect(await guards(holder.url)).toHaveLength(1), 5000)
  expect(processes()).toContain(`embedded-guard.mjs ${dataDir}`)
  await holder.kill()
  await untilGone(pid)
  expect(await readFile(path.join(dataDir, 'postgres.log'), 'utf8')).toContain('received fast shutdown request')
  await vi.waitFor(() => expect(processes()).not.toContain(`embedded-guard.mjs ${dataDir}`), 5000)
  const again = await startHolder({ dataDir })
  await again.stop()
})

test('the guard leaves a PostgreSQL alone that a Hookline holds', async () => {
  const holder = await startHolder({ dataDir, idleStopMs: 200 })
  const seen = new Set<string>()
  await vi.waitFor(async () => {
    for (const guard of await guards(holder.url)) seen.add(guard.at)
    expect(seen.size).toBeGreaterThan(12)
  }, 10_000)
  expect(await isGone(await postmasterPid(dataDir))).toBe(false)
  await holder.stop()
})

const processes = () => execFileSync('ps', ['-eww', '-o', 'args='], { encoding: 'utf8' })

const guards = (url: string) =>
  query<{ at: string }>(url, `select query_start::text as at from pg_stat_activity where application_name = 'hookline-guard'`)
