import type { TestProject } from 'vitest/node'
import { migrationsDir } from '../app-root.ts'
import { migrate } from '../db/migrate.ts'
import { setUpDatabase } from './database.ts'

export default (project: TestProject) => setUpDatabase(project, (url) => migrate(url, { migrationsDir, nowMs: Date.now() }))
