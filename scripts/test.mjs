// npm test: every check and every test there is, and one closing line with the sum. A runner that crashed, a test file
// that no runner reported, and a step that could not begin count as failures: nothing may pass by not being run.
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { checks, runChecks } from './checks.mjs'
import { runScript, Stop } from './stop.mjs'
import { faultsResults, playwrightResults, vitestResults } from './test-results.mjs'
import { root, useToolchain } from './toolchain.mjs'
import { ensureBuilt, ensureInstalled } from './workspace.mjs'

const results = path.join(root, 'test-results')
const runnerMsMax = 30 * 60 * 1000
const total = { passed: 0, failed: 0, notes: [] }

await runScript(async () => {
  await everything().catch((error) => count({ passed: 0, failed: 1, notes: [error instanceof Stop ? error.message : error.stack] }))
  if (total.notes.length > 0) console.log(`\n${total.notes.join('\n')}`)
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
})

async function everything() {
  const toolchain = await useToolchain()
  await ensureInstalled(toolchain)
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  heading('Checks')
  const broken = await runChecks({ list: checks, env: toolchain.env })
  count({ passed: checks.length - broken.length, failed: broken.length, notes: broken.map((name) => `Failed: ${name}`) })
  heading('Unit and database tests')
  const vitestReport = path.join(results, 'vitest.json')
  const vitestArgs = ['run', '--reporter', 'default', '--reporter', 'json', `--outputFile.json=${vitestReport}`]
  count(vitestResults(vitestReport, await run({ program: 'vitest', args: vitestArgs, ...toolchain })))
  heading('Build')
  await ensureBuilt(toolchain)
  count({ passed: 1, failed: 0, notes: [] })
  heading('Browser tests')
  const playwrightReport = path.join(results, 'playwright.json')
  const env = { ...toolchain.env, HOOKLINE_E2E_REPORT: playwrightReport }
  const cwd = path.join(root, 'e2e')
  const program = path.join(cwd, 'node_modules', '.bin', 'playwright')
  count(playwrightResults(playwrightReport, await run({ program, args: ['test'], env, cwd })))
  heading('Faults, in small')
  const faultsReport = path.join(results, 'faults.json')
  const faultsArgs = [path.join(cwd, 'faults', 'main.ts'), '--quick', '--out', faultsReport]
  count(faultsResults(faultsReport, await run({ program: toolchain.node, args: faultsArgs, env: toolchain.env })))
}

function count({ passed, failed, notes }) {
  total.passed += passed
  total.failed += failed
  total.notes.push(...notes)
}

function heading(text) {
  console.log(`\n── ${text}`)
}

/** Runs a test runner on our terminal and resolves to its exit code. */
function run({ program, args, env, cwd = root }) {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], timeout: runnerMsMax })
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
}
