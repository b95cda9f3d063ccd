import { defineConfig } from 'vitest/config'

// `unit` needs nothing but Node. `server` shares one embedded PostgreSQL, started by its globalSetup.
export default defineConfig({
  test: {
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'apps/web/src/**/*.test.ts', 'apps/embed/src/**/*.test.ts', 'scripts/**/*.test.ts'],
          // Property tests are many runs; a busy machine is given time for them.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['apps/server/src/**/*.test.ts'],
          globalSetup: ['apps/server/src/testing/global-setup.ts'],
          maxWorkers: 4,
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
