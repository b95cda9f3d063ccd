import { readdirSync } from 'node:fs'
import path from 'node:path'

const skipped = new Set(['node_modules', 'dist', 'coverage', 'test-results', 'playwright-report', 'data', 'migrations', 'fixtures'])

/** Every file below `folder` whose name passes `wanted`, as paths relative to `base`, sorted; build output is skipped. */
export function filesBelow({ base, folder, wanted, isSkipped = (name) => skipped.has(name) }) {
  const found = []
  const walk = (relative) => {
    for (const entry of readdirSync(path.join(base, relative), { withFileTypes: true })) {
      const child = path.posix.join(relative, entry.name)
      if (entry.isDirectory()) {
        if (!isSkipped(entry.name)) walk(child)
      } else if (wanted(entry.name)) found.push(child)
    }
  }
  walk(folder)
  return found.sort()
}
