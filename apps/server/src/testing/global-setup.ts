import type { TestProject } from 'vitest/node'
import { setUpDatabase } from './database.ts'

export default (project: TestProject) => setUpDatabase(project)
