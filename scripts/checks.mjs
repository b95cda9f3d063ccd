// What must hold besides the tests, each a command of its own; verify and test run the same list.
import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { root } from './toolchain.mjs'

const checkMsMax = 5 * 60 * 1000

export const checks = [
  { name: 'types', commands: projects().map((project) => ['tsc', '--pretty', 'false', '-p', project]) },
  { name: 'format and lint', commands: [['biome', 'check', '--error-on-warnings', '.']] },
  { name: 'imports, cycles, functions', commands: [['oxlint', '--type-aware', '--deny-warnings', '-f', 'unix', '.']] },
  { name: 'boundaries', commands: [['node', 'scripts/boundaries.mjs']] },
  { name: 'sizes', commands: [['node', 'scripts/sizes.mjs']] },
  { name: 'unused code', commands: [['knip', '--no-progress']] },
]

/** Every tsconfig of the workspace, so that a new package is checked without being listed here. */
function projects() {
  const groups = ['packages', 'apps'].flatMap((group) => readdirSync(path.join(root, group)).map((name) => `${group}/${name}`))
  const configs = (folder) => readdirSync(path.join(root, folder)).filter((name) => /^tsconfig(\..+)?\.json$/.test(name))
  return [...groups, 'e2e', 'bench', 'scripts'].flatMap((folder) => configs(folder).map((name) => `${folder}/${name}`))
}

/** Runs the checks, as many at once as `lanes`; prints a line for each, and its output if it failed. */
export async function runChecks({ list, env, lanes = 2 }) {
  const waiting = [...list]
  const failed = []
  const lane = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output, ms } = await runCheck(check, env)
      console.log(`${ok ? '✓' : '✗'} ${check.name} (${(ms / 1000).toFixed(1)} s)`)
      if (ok) continue
      failed.push(check.name)
      console.log(output.trimEnd())
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return failed
}

async function runCheck({ commands }, env) {
  const startedAt = performance.now()
  let output = ''
  let ok = true
  for (const [program, ...args] of commands) {
    const result = await capture({ program, args, env })
    output += result.output
    ok = ok && result.ok
  }
  return { ok, output, ms: performance.now() - startedAt }
}

function capture({ program, args, env }) {
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: checkMsMax })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, output: `${error.message}\n` }))
    child.on('close', (code, signal) => resolve({ ok: code === 0, output: signal ? `${output}\nstopped by ${signal}\n` : output }))
  })
}
