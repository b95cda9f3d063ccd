// The guard: a small process of its own that outlives a killed Hookline and stops a PostgreSQL that no Hookline has
// held for a while. It takes Hookline's lock before it does, so it can never stop one that was just adopted.
// Plain JavaScript, because the build copies it as it is. Arguments: DATA_DIR, user, idle milliseconds.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'

const [dataDir = '', username = '', idle = '60000'] = process.argv.slice(2)
const idleMs = Number(idle)
const pollMs = Math.min(2000, idleMs / 4)
const lockSpace = 1_215_264_619

function postmaster() {
  const lines = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

function connect() {
  const password = readFileSync(path.join(dataDir, 'postgres-password'), 'utf8').trim()
  return postgres({
    ...{ host: '127.0.0.1', port: postmaster().port, database: 'postgres', username, password },
    ...{ max: 1, idle_timeout: 0, max_lifetime: null, connect_timeout: 10 },
    connection: { application_name: 'hookline-guard' },
  })
}

async function watch(sql) {
  const [mine] = await sql`select pg_try_advisory_lock(${lockSpace}::int, 2) as taken`
  if (!mine.taken) return
  let heldAt = performance.now()
  for (;;) {
    const [lock] = await sql`select count(*)::int as count from pg_locks
      where locktype = 'advisory' and granted and classid = ${lockSpace}::int::oid and objid = 1::oid`
    if (lock.count > 0) heldAt = performance.now()
    if (performance.now() - heldAt >= idleMs) {
      const [hold] = await sql`select pg_try_advisory_lock(${lockSpace}::int, 1) as taken`
      if (hold.taken) process.kill(postmaster().pid, 'SIGINT')
    }
    await delay(pollMs)
  }
}

// A crashed backend makes PostgreSQL drop every connection and recover: look again. Gone for good: end.
for (;;) {
  let sql
  try {
    sql = connect()
    await watch(sql)
    process.exit(0)
  } catch (error) {
    await sql?.end({ timeout: 0 })
    if (['ENOENT', 'ECONNREFUSED', '28P01'].includes(error.code)) process.exit(0)
    await delay(pollMs)
  }
}
