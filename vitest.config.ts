import { defineConfig } from 'vitest/config'

// `unit` needs nothing but Node. `server` shares one embedded PostgreSQL, started by its globalSetup. Files of one worker
// share their modules, so that each need not be loaded anew for every file: no module keeps what one test could leave to another.
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          isolate: false,
          sequence: { groupOrder: 0 },
          include: ['packages/*/src/**/*.test.ts', 'apps/web/src/**/*.test.ts', 'apps/embed/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          // Property tests are many runs; a busy machine is given time for them.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          isolate: false,
          sequence: { groupOrder: 1 },
          include: ['apps/server/src/**/*.test.ts'],
          globalSetup: ['apps/server/src/testing/global-setup.ts'],
          maxWorkers: 4,
          // Most of them wait for processes and databases: four at once use two cores well, and each is given time.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
