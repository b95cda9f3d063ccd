import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDataDir } from '../testing/database.ts'
import { isGone, postmasterPid, query, untilGone } from '../testing/embedded-process.ts'
import { startEmbedded } from './embedded.ts'

let dataDir: string
const log = { info: vi.fn(), warn: vi.fn() }
const linuxOnly = test.skipIf(process.platform !== 'linux')

beforeEach(async () => {
  dataDir = path.join(await makeDataDir(), 'data')
})

// What a test started has stopped before its folder goes: a PostgreSQL that runs writes into what is being removed.
const stops: (() => Promise<void>)[] = []

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
  await rm(path.dirname(dataDir), { recursive: true, force: true })
})

async function start() {
  const embedded = await startEmbedded({ dataDir, log })
  stops.push(embedded.stop)
  return embedded
}

test('the first start makes a durable UTF-8 database behind a random password', async () => {
  const { url } = await start()
  const names = ['server_encoding', 'fsync', 'synchronous_commit', 'data_checksums', 'jit', 'full_page_writes', 'listen_addresses']
  const [row] = await query(
    url,
    `select ${names.map((name) => `current_setting('${name}') as ${name}`).join()}, current_database() as name`,
  )
  expect(row).toEqual({
    ...{ server_encoding: 'UTF8', fsync: 'on', synchronous_commit: 'on', data_checksums: 'on', jit: 'off', full_page_writes: 'on' },
    ...{ listen_addresses: '127.0.0.1', name: 'hookline' },
  })
  expect((await stat(path.join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600)
  await expect(query(Object.assign(new URL(url), { password: 'wrong' }).href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
})

linuxOnly('PostgreSQL gets a session of its own and none of our environment', async () => {
  vi.stubEnv('HOOKLINE_MASTER_KEY', 'a secret')
  await start()
  const pid = await postmasterPid(dataDir)
  const names = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').map((entry) => entry.split('=')[0])
  const allowed = ['', 'PATH', 'LANG', 'LC_ALL', 'TZ', 'PGDATA', 'PG_GRANDPARENT_PID']
  expect(names.filter((name) => name !== undefined && !allowed.includes(name) && !name.startsWith('LC_'))).toEqual([])
  expect(execFileSync('ps', ['-o', 'sid=', '-p', String(pid)], { encoding: 'utf8' }).trim()).toBe(String(pid))
})

test('a stop ends PostgreSQL cleanly, and the next start finds the data', async () => {
  const first = await start()
  await query(first.url, 'create table kept (id int); insert into kept values (7)')
  const pid = await postmasterPid(dataDir)
  await first.stop()
  expect(await isGone(pid)).toBe(true)
  expect(await readFile(path.join(dataDir, 'postgres.log'), 'utf8')).toContain('database system is shut down')
  expect(await query((await start()).url, 'select id from kept')).toEqual([{ id: 7 }])
})

test('the lock is taken again when its connection breaks', async () => {
  const { url } = await start()
  const holders = `select pid from pg_locks where locktype = 'advisory' and objid = 1`
  const [before] = await query<{ pid: number }>(url, holders)
  await query(url, `select pg_terminate_backend(${before?.pid})`)
  await vi.waitFor(async () => {
    const [after] = await query<{ pid: number }>(url, holders)
    expect(after?.pid).toBeGreaterThan(0)
    expect(after?.pid).not.toBe(before?.pid)
  }, 5000)
})

test('a PostgreSQL that dies below us is started again on its port', async () => {
  const { url } = await start()
  await query(url, 'create table kept (id int); insert into kept values (7)')
  const pid = await postmasterPid(dataDir)
  process.kill(pid, 'SIGKILL')
  await untilGone(pid)
  await vi.waitFor(async () => expect(await query(url, 'select id from kept')).toEqual([{ id: 7 }]), { timeout: 45_000, interval: 100 })
})

test('a PostgreSQL that dies below us is started again though its processes are long in ending, and say so in its log', async () => {
  const { url } = await start()
  const pid = await postmasterPid(dataDir)
  const [backend] = await query<{ pid: number }>(url, `select pid from pg_stat_activity where backend_type = 'background writer'`)
  if (!backend) throw new Error('PostgreSQL has no background writer')
  const line = `2026-01-01 00:00:00.000 UTC [${backend.pid}] FATAL:  terminating connection due to unexpected postmaster exit\n`
  const writing = setInterval(() => appendFileSync(path.join(dataDir, 'postgres.log'), line), 1)
  try {
    process.kill(backend.pid, 'SIGSTOP')
    process.kill(pid, 'SIGKILL')
    const refusal = /FATAL:\s+pre-existing shared memory block/
    await vi.waitUntil(async () => refusal.test(await readFile(path.join(dataDir, 'postgres.log'), 'utf8')), { timeout: 15_000 })
  } finally {
    clearInterval(writing)
    process.kill(backend.pid, 'SIGCONT')
  }
  await vi.waitFor(async () => expect(await query(url, 'select 7 as id')).toEqual([{ id: 7 }]), { timeout: 45_000, interval: 100 })
})

test('a log beyond 10 MB is put aside at start', async () => {
  const first = await start()
  await first.stop()
  const file = path.join(dataDir, 'postgres.log')
  await writeFile(file, Buffer.alloc(10 * 1024 * 1024 + 1, '.'))
  await start()
  expect((await stat(file)).size).toBeLessThan(100_000)
  expect((await stat(`${file}.1`)).size).toBeGreaterThan(10 * 1024 * 1024)
})

test.each([
  ['a data directory of another major version', 'postgres/PG_VERSION', '17\n', /was made by PostgreSQL 17, this Hookline brings 18/],
  ['a wrong password file', 'postgres-password', 'wrong\n', /postgres-password is not the password of the database/],
  ['a setting that PostgreSQL refuses', 'postgres/postgresql.conf', 'nonsense = 1\n', /PostgreSQL did not start .*FATAL/],
])('%s stops the start with one line', async (_name, file, content, message) => {
  const first = await start()
  await first.stop()
  await writeFile(path.join(dataDir, file), content)
  const refusal = await start().catch((error: Error) => error.message)
  expect(refusal).toMatch(message)
  expect(refusal).not.toContain('\n')
  await expect(postmasterPid(dataDir)).rejects.toMatchObject({ code: 'ENOENT' })
})

test('a lost password file stops the start with one line that names it', async () => {
  const first = await start()
  await first.stop()
  await rm(path.join(dataDir, 'postgres-password'))
  await expect(start()).rejects.toThrow(/postgres-password cannot be read: put/)
})
