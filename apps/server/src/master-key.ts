import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Config, ConfigError, readMasterKey } from './config.ts'

/** The master key: HOOKLINE_MASTER_KEY, else the one in DATA_DIR, made there on first use (mode 0600). */
export async function loadMasterKey({ masterKey, dataDir }: Pick<Config, 'masterKey' | 'dataDir'>): Promise<Buffer> {
  if (masterKey) return masterKey
  const file = path.join(dataDir, 'master-key')
  await makeDataDir(dataDir)
  try {
    // `wx` lets one of two processes that start at once make the file; the other reads it.
    await writeFile(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const key = readMasterKey((await readFile(file, 'utf8')).trim())
  if (!key) throw new ConfigError(`${file} holds no master key: put the right one back, or give HOOKLINE_MASTER_KEY.`)
  return key
}

async function makeDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true })
    await access(dataDir, constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new ConfigError(`DATA_DIR cannot be used: no folder can be made or written at ${dataDir} (${why}). Give another one.`)
  }
}
