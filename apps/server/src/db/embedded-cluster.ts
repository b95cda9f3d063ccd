// DATA_DIR/postgres appears whole or not at all (initdb works beside it, then a rename), so a start that was
// killed half way, or two first starts at once, leave nothing broken behind.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, link, mkdir, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type Account, chownAll, firstUnreachable, postgresAccount, spawnAs } from './embedded-account.ts'
import { type Binaries, postgresBinaries } from './embedded-binaries.ts'
import { EmbeddedError } from './embedded-error.ts'

export type Cluster = {
  dataDir: string
  clusterDir: string
  logFile: string
  passwordFile: string
  password: string
  user: string
  binaries: Binaries
  account: Account | undefined
}

const run = promisify(execFile)
const user = 'hookline'

/** Makes sure of an initialised PostgreSQL data directory below `dataDir` that this version can open. */
export async function prepareCluster(folder: string): Promise<Cluster> {
  await mkdir(folder, { recursive: true })
  const dataDir = await realpath(folder)
  const clusterDir = path.join(dataDir, 'postgres')
  const passwordFile = path.join(dataDir, 'postgres-password')
  const account = await postgresAccount(clusterDir)
  if (account) await letThrough(dataDir, account)
  const binaries = await postgresBinaries(dataDir, account)
  const isNew = !(await exists(clusterDir))
  const password = await readPassword(passwordFile, isNew)
  const cluster = { dataDir, clusterDir, logFile: path.join(dataDir, 'postgres.log'), passwordFile, password, user, binaries, account }
  if (isNew) await initialise(cluster)
  if (account && (await stat(clusterDir)).uid !== account.uid) await chownAll(clusterDir, account)
  await checkMajor(cluster)
  return cluster
}

async function letThrough(dataDir: string, account: Account): Promise<void> {
  const { mode } = await stat(dataDir)
  if ((mode & 0o011) !== 0o011) await chmod(dataDir, (mode & 0o7777) | 0o011)
  const blocked = await firstUnreachable(dataDir, account)
  if (!blocked) return
  throw new EmbeddedError(
    `PostgreSQL cannot run as root, and its user ${account.name} cannot reach DATA_DIR ${dataDir} through ${blocked}: ` +
      `set DATA_DIR to a folder outside ${blocked} (such as /var/lib/hookline), run Hookline as another user, or set DATABASE_URL.`,
  )
}

async function readPassword(file: string, mayMake: boolean): Promise<string> {
  if (mayMake && !(await exists(file))) {
    const half = `${file}-${process.pid}`
    await writeFile(half, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
    // link() never overwrites: of two first starts both use the password of the faster one.
    await link(half, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(half)
  }
  const text = await readFile(file, 'utf8').catch((cause) => {
    throw new EmbeddedError(`${file} cannot be read: put the database's password back there, or set another DATA_DIR.`, { cause })
  })
  return text.trim()
}

async function initialise({ clusterDir, binaries, account, password }: Cluster): Promise<void> {
  await removeHalves(clusterDir)
  const half = `${clusterDir}-new-${process.pid}`
  const passwordFile = `${half}.password`
  try {
    await mkdir(half, { mode: 0o700 })
    await writeFile(passwordFile, password, { mode: 0o600 })
    if (account) await Promise.all([half, passwordFile].map((file) => chown(file, account.uid, account.gid)))
    const auth = ['--username', user, '--auth', 'scram-sha-256', '--pwfile', passwordFile]
    const locale = ['--encoding', 'UTF8', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C']
    await run(binaries.initdb, ['-D', half, ...auth, ...locale], { ...spawnAs(account), cwd: '/' })
    await rename(half, clusterDir)
  } catch (error) {
    if (await exists(clusterDir)) return
    const { stderr, message } = error as { stderr?: string; message: string }
    throw new EmbeddedError(`PostgreSQL could not be set up in ${clusterDir}: ${lastLine(stderr) ?? message}`, { cause: error })
  } finally {
    await Promise.all([half, passwordFile].map((file) => rm(file, { recursive: true, force: true })))
  }
}

/** Removes what starts that were killed during initdb left behind. */
async function removeHalves(clusterDir: string): Promise<void> {
  const dataDir = path.dirname(clusterDir)
  for (const name of await readdir(dataDir)) {
    const pid = /^postgres-new-(\d+)/.exec(name)?.[1]
    if (pid && !isAlive(Number(pid))) await rm(path.join(dataDir, name), { recursive: true, force: true })
  }
}

async function checkMajor({ clusterDir, binaries }: Cluster): Promise<void> {
  const major = (await readFile(path.join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (major === binaries.major) return
  const found = major ? `was made by PostgreSQL ${major}, this Hookline brings ${binaries.major}` : 'is not a PostgreSQL data directory'
  throw new EmbeddedError(`${clusterDir} ${found}: start the Hookline that made it and export, or set another DATA_DIR.`)
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

export function lastLine(text: string | undefined): string | undefined {
  return text?.trim().split('\n').at(-1)?.trim() || undefined
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )
