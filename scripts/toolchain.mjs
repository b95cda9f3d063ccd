// The pinned Node and pnpm, for machines that have an older Node and npm: ours if they fit, else from the npm registry
// into .toolchain/, once. Runs on Node 20. Only packages that need no install script are taken.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { withLock } from './lock.mjs'
import { Stop } from './stop.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))

const pnpmVersion = '12.21.0'
const nodeVersion = readFileSync(path.join(root, '.node-version'), 'utf8').trim()
const folder = path.join(root, '.toolchain')
const home = path.join(folder, `node-${nodeVersion}-pnpm-${pnpmVersion}`)
const remembered = path.join(folder, 'own.json')
const major = (version) => version.replace(/^v/, '').split('.')[0]

/** `{ node, env }`: the Node to run everything with, and an environment whose PATH finds it and pnpm first. */
export async function useToolchain() {
  if (!existsSync(path.join(home, 'bin')) && !ownFits()) {
    await withLock('Waiting for another start of this checkout to install Node', () => existsSync(path.join(home, 'bin')) || install())
  }
  const bin = existsSync(path.join(home, 'bin')) ? path.join(home, 'bin') : path.dirname(process.execPath)
  const PATH = [bin, path.join(root, 'node_modules', '.bin'), process.env.PATH].join(path.delimiter)
  return { node: path.join(bin, path.basename(process.execPath)), env: { ...process.env, PATH } }
}

/** Whether the Node that runs this and the pnpm on PATH will do; asking pnpm is slow, so the answer is kept. */
function ownFits() {
  if (major(process.version) !== major(nodeVersion)) return false
  const own = JSON.stringify({ node: process.execPath, version: process.version, path: process.env.PATH, pnpmVersion })
  if (existsSync(remembered) && readFileSync(remembered, 'utf8') === own) return true
  const found = spawnSync('pnpm', ['--version'], { encoding: 'utf8', cwd: path.parse(root).root, timeout: 10_000 })
  if (found.status !== 0 || major(found.stdout.trim()) !== major(pnpmVersion)) return false
  mkdirSync(folder, { recursive: true })
  writeFileSync(remembered, own)
  return true
}

function install() {
  process.stderr.write(`Installing Node ${nodeVersion} and pnpm ${pnpmVersion} (first start only) …\n`)
  const half = path.join(folder, `new-${process.pid}`)
  mkdirSync(half, { recursive: true })
  writeFileSync(path.join(half, 'package.json'), '{ "private": true }\n')
  const { name, version } = nodePackage()
  npmInstall(half, [`${name}@${version}`, `pnpm@${pnpmVersion}`])
  const modules = path.join(half, 'node_modules')
  const exe = readdirSync(path.join(modules, '@pnpm')).find((entry) => entry.startsWith('exe.'))
  if (!exe)
    throw new Stop(
      `pnpm ${pnpmVersion} has no program for ${process.platform}-${process.arch}: install pnpm ${major(pnpmVersion)} yourself.`,
    )
  mkdirSync(path.join(half, 'bin'))
  symlinkSync(path.join('..', 'node_modules', name, 'bin', 'node'), path.join(half, 'bin', 'node'))
  symlinkSync(path.join('..', 'node_modules', '@pnpm', exe, 'pnpm'), path.join(half, 'bin', 'pnpm'))
  const runs = spawnSync(path.join(half, 'bin', 'node'), ['--version'], { encoding: 'utf8' })
  if (runs.status !== 0)
    throw new Stop(
      `Node ${nodeVersion} from npm does not run on this machine: install Node ${major(nodeVersion)} and pnpm ${major(pnpmVersion)} yourself.`,
    )
  rmSync(home, { recursive: true, force: true })
  renameSync(half, home)
}

/** The packages that hold nothing but the program; for macOS not every version is there, so any of the major will do. */
function nodePackage() {
  if (process.platform === 'linux') return { name: `node-linux-${process.arch}`, version: nodeVersion }
  const prefix = process.arch === 'arm64' ? 'node-bin' : 'node'
  return { name: `${prefix}-${process.platform}-${process.arch}`, version: major(nodeVersion) }
}

function npmInstall(cwd, packages) {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_local_prefix)/.test(name)))
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline', '--loglevel', 'error']
  const done = spawnSync('npm', ['install', ...options, ...packages], { cwd, env, encoding: 'utf8' })
  if (done.status === 0) return
  rmSync(cwd, { recursive: true, force: true })
  if (done.error?.code === 'ENOENT') throw new Stop('npm is not on PATH: Hookline needs npm, which comes with Node 20 or newer.')
  const reason = /npm error (?:code )?(.*)/.exec(done.stderr ?? '')?.[1] ?? done.error?.message ?? `npm ended with ${done.status}`
  throw new Stop(
    `Node ${nodeVersion} and pnpm ${pnpmVersion} could not be had from the npm registry (${reason}): check the network, or install both yourself.`,
  )
}
