import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { findViolations } from './boundaries.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const fixtures = path.join(root, 'scripts', 'fixtures')

test('every fixture that breaks a boundary is reported, and nothing else', () => {
  expect(findViolations(path.join(fixtures, 'boundaries')).map((line) => line.replace('.fixture.ts', ''))).toEqual([
    'packages/engine/src/imports-app: engine imports schema only (../../../apps/server/src/config.ts)',
    'packages/engine/src/imports-app: a package imports no app (../../../apps/server/src/config.ts)',
    'packages/engine/src/imports-node: engine imports schema only (node:crypto)',
    'packages/engine/src/imports-template: engine imports schema only (@hookline/template)',
    'packages/engine/src/imports-template: engine and template do not know each other (@hookline/template)',
    'packages/engine/src/reads-clock: the clock is an argument in packages (Date())',
    'packages/schema/src/imports-hono: schema imports zod only (hono)',
    'packages/template/src/imports-engine: template imports schema and parsers only (../../engine/src/index.ts)',
    'packages/template/src/imports-engine: engine and template do not know each other (../../engine/src/index.ts)',
    'packages/webhook/src/imports-undici: webhook imports schema and ipaddr.js only (undici)',
    'apps/server/src/http/imports-db: http asks verbs, not the database (../db/client.ts)',
    'apps/server/src/http/imports-db: http asks verbs, not the database (postgres)',
    'apps/server/src/imports-main: server imports no other app (../../web/src/app.tsx)',
    'apps/server/src/imports-main: nothing imports main (./main.ts)',
    'apps/web/src/features/canvas/blocks/imports-feature: a feature imports no other feature (../../journeys/runs.ts)',
    'apps/web/src/features/canvas/imports-server: web takes types alone from server (../../../../server/src/config.ts)',
    'e2e/imports-ours: e2e imports nothing of ours (@hookline/schema)',
  ])
})

test('oxlint reports cycles, clocks, randomness and too many parameters in the fixtures', () => {
  const config = path.join(root, '.oxlintrc.json')
  const copy = mkdtempSync(path.join(tmpdir(), 'hookline-lint-'))
  onTestFinished(() => rmSync(copy, { recursive: true }))
  execFileSync('cp', ['-R', path.join(fixtures, 'boundaries'), copy])
  writeFileSync(path.join(copy, 'long.ts'), `export function long() {\n${'  long()\n'.repeat(80)}}\n`)
  const output = failing(path.join(root, 'node_modules/.bin/oxlint'), ['-c', config, '-f', 'unix', copy])
  expect(output).toMatch(/cycle-a\.fixture\.ts.*no-cycle/)
  expect(output).toMatch(/cycle-b\.fixture\.ts.*no-cycle/)
  expect(output).toMatch(/reads-clock\.fixture\.ts.*Date\.now/)
  expect(output).toMatch(/reads-clock\.fixture\.ts.*Math\.random/)
  expect(output).toMatch(/four-params\.fixture\.ts.*max-params/)
  expect(output).toMatch(/long\.ts.*max-lines-per-function/)
  expect(output).not.toContain('allowed.fixture.ts')
})

test.each(['schema', 'engine', 'template', 'webhook'])('in packages/%s the outside world does not even resolve', (name) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hookline-purity-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const files = [path.join(fixtures, 'purity', 'reaches-out.fixture.ts')]
  writeFileSync(
    path.join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: path.join(root, 'packages', name, 'tsconfig.json'), files, include: [], exclude: [] }),
  )
  const output = failing(path.join(root, 'node_modules/.bin/tsc'), ['-p', folder])
  for (const outside of ['fetch', 'process', 'setTimeout', 'document', 'node:fs']) expect(output).toContain(`'${outside}'`)
})

/** The output of a command that must fail. */
function failing(command: string, args: string[]): string {
  try {
    execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
  throw new Error(`${path.basename(command)} found nothing to complain about`)
}
