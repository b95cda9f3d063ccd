// Sums a runner's JSON report as `{ passed, failed, notes }`. The exit code has the last word: a runner that failed
// without a failed test (it crashed, or an error came between tests) has one failure, whatever its report says.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { filesBelow } from './source-files.mjs'
import { root } from './toolchain.mjs'

export function vitestResults(file, exitCode, expected = testFiles(/\.test\.tsx?$/, ['packages', 'apps', 'scripts'])) {
  const report = readReport(file)
  if (!report) return crashed('vitest', exitCode)
  const tests = report.testResults.flatMap((suite) =>
    suite.assertionResults.map((test) => ({ ...test, suite: path.relative(root, suite.name) })),
  )
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every(({ status }) => status !== 'failed'),
  )
  const seen = new Set(report.testResults.map((suite) => path.relative(root, suite.name)))
  return sum({
    runner: 'vitest',
    exitCode,
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(({ status }) => status === 'failed').map(({ suite, fullName }) => `${suite} › ${fullName}`),
    broken: broken.map((suite) => path.relative(root, suite.name)),
    skipped: tests
      .filter(({ status }) => status !== 'passed' && status !== 'failed')
      .map(({ suite, fullName }) => `${suite} › ${fullName}`),
    missing: expected.filter((name) => !seen.has(name)),
  })
}

export function playwrightResults(file, exitCode, expected = testFiles(/\.spec\.ts$/, ['e2e'])) {
  const report = readReport(file)
  if (!report) return crashed('Playwright', exitCode)
  const specs = report.suites.flatMap((suite) => specsOf(suite))
  const named = (status) => specs.filter((spec) => spec.status === status).map(({ name }) => name)
  const seen = new Set(report.suites.map((suite) => path.posix.join('e2e', suite.file)))
  return sum({
    runner: 'Playwright',
    exitCode,
    passed: named('expected').length + named('flaky').length,
    failed: named('unexpected'),
    broken: report.errors.map((error) => String(error.message ?? error).split('\n')[0]),
    skipped: named('skipped'),
    missing: expected.filter((name) => !seen.has(name)),
  })
}

/** Each scenario of e2e/faults is one test. */
export function faultsResults(file, exitCode) {
  const report = readReport(file)
  if (!report) return crashed('the fault suite', exitCode)
  const failed = report.filter(({ isPassed }) => !isPassed)
  return sum({
    runner: 'the fault suite',
    exitCode,
    passed: report.length - failed.length,
    failed: failed.map(({ name }) => `e2e/faults › ${name}`),
    broken: [],
    skipped: [],
    missing: [],
  })
}

function specsOf(suite) {
  const own = (suite.specs ?? []).flatMap((spec) => spec.tests.map(({ status }) => ({ name: `${spec.file} › ${spec.title}`, status })))
  return [...own, ...(suite.suites ?? []).flatMap((child) => specsOf(child))]
}

function sum({ runner, exitCode, passed, failed, broken, skipped, missing }) {
  const notes = [
    ...failed.map((name) => `Failed: ${name}`),
    ...broken.map((name) => `Failed: ${name}`),
    ...missing.map((name) => `Failed: ${name} was not run`),
    ...skipped.map((name) => `Skipped: ${name}`),
  ]
  const failures = failed.length + broken.length + missing.length
  if (failures === 0 && exitCode !== 0) return { passed, failed: 1, notes: [...notes, `Failed: ${runner} ended with ${exitCode}`] }
  return { passed, failed: failures, notes }
}

function readReport(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function crashed(runner, exitCode) {
  return { passed: 0, failed: 1, notes: [`Failed: ${runner} ended with ${exitCode} and left no report`] }
}

function testFiles(pattern, folders) {
  return folders.flatMap((folder) => filesBelow({ base: root, folder, wanted: (name) => pattern.test(name) }))
}
