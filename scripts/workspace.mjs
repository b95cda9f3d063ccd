// Installs and builds only when what they depend on has changed: a hash of the contents is kept beside the result, and
// is removed before the work begins, so that work that was cut off is done again.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { withLock } from './lock.mjs'
import { filesBelow } from './source-files.mjs'
import { Stop } from './stop.mjs'
import { root } from './toolchain.mjs'

const installStamp = path.join(root, 'node_modules', '.hookline-install')
const buildStamp = path.join(root, 'apps', 'server', 'dist', '.hookline-build')
const built = ['apps/server/dist/main.js', 'apps/web/dist/index.html'].map((file) => path.join(root, file))
const groups = ['packages', 'apps']

export function ensureInstalled(toolchain) {
  return ensure({
    stamp: installStamp,
    inputs: manifests,
    results: [path.join(root, 'node_modules', '.modules.yaml')],
    line: existsSync(installStamp) ? 'Installing …' : 'Installing (first start only) …',
    work: () => run(toolchain, ['install', '--frozen-lockfile']),
  })
}

export function ensureBuilt(toolchain) {
  return ensure({ stamp: buildStamp, inputs: sources, results: built, line: 'Building …', work: () => run(toolchain, ['build']) })
}

async function ensure({ stamp, inputs, results, line, work }) {
  const isDone = () => results.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash(inputs())
  if (isDone()) return
  await withLock('Waiting for another start of this checkout to install or build', async () => {
    if (isDone()) return
    process.stderr.write(`${line}\n`)
    const before = hash(inputs())
    rmSync(stamp, { force: true })
    await work()
    writeFileSync(stamp, before)
  })
}

function members() {
  const nested = groups.flatMap((group) => readdirSync(path.join(root, group)).map((name) => `${group}/${name}`))
  return [...nested, 'e2e', 'bench'].filter((folder) => existsSync(path.join(root, folder, 'package.json')))
}

const manifests = () => [
  ...['.node-version', 'package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'],
  ...members().map((folder) => `${folder}/package.json`),
]

function sources() {
  const isTest = (name) => /\.(test|fixture)\.tsx?$|\.md$/.test(name)
  const isSkipped = (name) => name === 'node_modules' || name === 'dist'
  const files = groups.flatMap((folder) => filesBelow({ base: root, folder, wanted: (name) => !isTest(name), isSkipped }))
  return ['pnpm-lock.yaml', 'tsconfig.base.json', 'package.json', ...files]
}

function hash(files) {
  const sum = createHash('sha256')
  for (const file of files)
    sum
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  return sum.digest('hex')
}

/** Runs pnpm; what it prints is shown only when it fails. */
async function run({ env }, args) {
  const child = spawn('pnpm', args, { cwd: root, env: { ...env, CI: 'true' }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const failure = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`))
  })
  if (failure === undefined) return
  process.stderr.write(output)
  throw new Stop(`pnpm ${args[0]} ${failure}: what it printed is above.`)
}
