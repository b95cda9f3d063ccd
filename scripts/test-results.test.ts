import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { faultsResults, playwrightResults, vitestResults } from './test-results.mjs'
import { root } from './toolchain.mjs'

function report(content: unknown): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hookline-results-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

const suite = (name: string, ...statuses: string[]) => ({
  name: path.join(root, name),
  status: statuses.includes('failed') || statuses.length === 0 ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
})

test('passed and failed tests are counted, skipped ones are named', () => {
  const file = report({ testResults: [suite('a.test.ts', 'passed', 'failed', 'skipped')] })
  expect(vitestResults(file, 1, ['a.test.ts'])).toEqual({
    passed: 1,
    failed: 1,
    notes: ['Failed: a.test.ts › test 1', 'Skipped: a.test.ts › test 2'],
  })
})

test('a test file that could not be loaded, or was not run, is a failure', () => {
  const file = report({ testResults: [suite('a.test.ts', 'passed'), suite('broken.test.ts')] })
  expect(vitestResults(file, 1, ['a.test.ts', 'broken.test.ts', 'lost.test.ts'])).toMatchObject({ passed: 1, failed: 2 })
})

test('a runner that fails without a failed test, or leaves no report, is a failure', () => {
  const file = report({ testResults: [suite('a.test.ts', 'passed')] })
  expect(vitestResults(file, 'SIGKILL', ['a.test.ts'])).toMatchObject({ passed: 1, failed: 1 })
  expect(vitestResults('/nonexistent', 1, [])).toMatchObject({ passed: 0, failed: 1 })
  expect(playwrightResults('/nonexistent', 0, [])).toMatchObject({ passed: 0, failed: 1 })
})

test('browser tests are counted in nested groups, and errors outside of tests too', () => {
  const spec = (title: string, status: string) => ({ file: 'a.spec.ts', title, tests: [{ status }] })
  const suites = [
    { file: 'a.spec.ts', specs: [spec('one', 'expected')], suites: [{ specs: [spec('two', 'unexpected'), spec('three', 'skipped')] }] },
  ]
  const file = report({ suites, errors: [{ message: 'worker crashed\nat x' }] })
  expect(playwrightResults(file, 1, ['e2e/a.spec.ts', 'e2e/b.spec.ts'])).toEqual({
    passed: 1,
    failed: 3,
    notes: ['Failed: a.spec.ts › two', 'Failed: worker crashed', 'Failed: e2e/b.spec.ts was not run', 'Skipped: a.spec.ts › three'],
  })
})

test('each scenario of the fault suite is counted, and a suite that ended early is a failure', () => {
  const scenarios = report([
    { name: 'crash', isPassed: true },
    { name: 'outage', isPassed: false },
  ])
  expect(faultsResults(scenarios, 1)).toEqual({ passed: 1, failed: 1, notes: ['Failed: e2e/faults › outage'] })
  expect(faultsResults(report([{ name: 'crash', isPassed: true }]), 1)).toMatchObject({ passed: 1, failed: 1 })
  expect(faultsResults('/nonexistent', 1)).toMatchObject({ passed: 0, failed: 1 })
})
