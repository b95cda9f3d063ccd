import { readdirSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { findBrowser } from './browser.ts'

const report = process.env.HOOKLINE_E2E_REPORT

export default defineConfig({
  testDir: '.',
  globalSetup: './first-start.ts',
  // A project of its own for each file has a worker of its own, and with it a new Hookline: no story meets another's data.
  projects: readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => ({ name: name.replace('.spec.ts', ''), testMatch: name })),
  forbidOnly: Boolean(process.env.CI),
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: report ? [['list'], ['json', { outputFile: report }]] : [['list']],
  outputDir: '../test-results',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    // What was on the page is said with each failure; to see its way there, run the story with --trace on. Kept for all of
    // them, the pages of every step take a twelfth of the time.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: await findBrowser(),
  },
})
