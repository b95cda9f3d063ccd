// Every database suite of a run shares one real PostgreSQL, and each test gets a database of its own, copied from a
// template that was migrated once. fsync is off here; suites that test durability start their own.
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { inject } from 'vitest'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../db/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
  }
}

type Migrate = (url: string) => Promise<unknown>

export type TestDatabase = { url: string; drop: () => Promise<void> }

const template = 'template_hookline'
const quick = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '128MB', max_connections: '200' }

/** A folder that PostgreSQL's account can reach too when the tests run as root. */
export async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hookline-test-'))
  await chmod(folder, 0o755)
  return folder
}

/** vitest's globalSetup: starts the PostgreSQL, migrates the template, provides `databaseUrl`; returns the teardown. */
export async function setUpDatabase(project: TestProject, migrate?: Migrate): Promise<() => Promise<void>> {
  const dataDir = await makeDataDir()
  const log = { info: () => undefined, warn: (message: string) => process.stderr.write(`${message}\n`) }
  const embedded = await startEmbedded({ dataDir, log, settings: quick, idleStopMs: 10_000 })
  const stop = async () => {
    await embedded.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await administer(embedded.url, (sql) => sql.unsafe(`create database ${template}`))
    await migrate?.(withDatabase(embedded.url, template))
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('databaseUrl', embedded.url)
  return stop
}

/** A fresh, migrated database; `drop` ends whatever is still connected to it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('databaseUrl')
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(adminUrl, (sql) => sql.unsafe(`create database ${name} template ${template} strategy file_copy`))
  return {
    url: withDatabase(adminUrl, name),
    drop: () => administer(adminUrl, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)),
  }
}

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}

async function administer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await work(sql)
  } finally {
    await sql.end()
  }
}
