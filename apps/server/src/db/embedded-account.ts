// PostgreSQL refuses to run as root. As root, everything of PostgreSQL's runs as the account chosen here;
// as anyone else it runs as that user. A cluster keeps the account that owns it.
import { execFile, spawn } from 'node:child_process'
import { chown, lstat, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { EmbeddedError } from './embedded-error.ts'

export type Account = { name: string; uid: number; gid: number }

const run = promisify(execFile)
const candidates = ['postgres', '_postgres', 'nobody']

/** The account that PostgreSQL must run as, or undefined when it runs as the present user. */
export async function postgresAccount(clusterDir: string): Promise<Account | undefined> {
  const own = process.getuid?.()
  const owner = await stat(clusterDir).catch(() => undefined)
  if (own === undefined) return undefined
  if (own !== 0) {
    if (owner && owner.uid !== own) {
      throw new EmbeddedError(`${clusterDir} belongs to user ${owner.uid}, Hookline runs as ${own}: run it as that user, or chown -R it.`)
    }
    return undefined
  }
  if (owner && owner.uid !== 0) return { name: `user ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  for (const name of candidates) {
    const account = await lookUp(name)
    if (account) return account
  }
  throw new EmbeddedError('PostgreSQL cannot run as root and there is no user "postgres" or "nobody": add one, or set DATABASE_URL.')
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

/** Hands a cluster that root copied or restored back to the account. */
export async function chownAll(folder: string, account: Account): Promise<void> {
  const entries = await readdir(folder, { recursive: true })
  for (const file of [folder, ...entries.map((entry) => path.join(folder, entry))]) {
    if ((await lstat(file)).uid !== account.uid) await chown(file, account.uid, account.gid)
  }
}

/** The topmost folder on the way to `target` (itself included) that the account may not pass, if any. */
export function firstUnreachable(target: string, account: Account): Promise<string | undefined> {
  const way = [target]
  for (let folder = path.dirname(target); folder !== way[0]; folder = path.dirname(folder)) way.unshift(folder)
  const child = spawn('/bin/sh', ['-c', 'for d do [ -x "$d" ] || { printf %s "$d"; exit; }; done', 'sh', ...way], {
    ...spawnAs(account),
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>()
  let folder = ''
  child.stdout.on('data', (chunk) => (folder += chunk))
  child.on('error', reject)
  child.on('close', () => resolve(folder || undefined))
  return promise
}

/** Spawn options: the account's ids, and an environment without any secret of ours. */
export function spawnAs(account: Account | undefined) {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }
  return account ? { uid: account.uid, gid: account.gid, env } : { env }
}
