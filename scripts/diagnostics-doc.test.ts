import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnosticsDoc } from './diagnostics-doc.mjs'

describe('docs/diagnostics.md', () => {
  it('is what the tables in the code say; if not, run node scripts/diagnostics-doc.mjs', () => {
    expect(readFileSync(new URL('../docs/diagnostics.md', import.meta.url), 'utf8')).toBe(diagnosticsDoc())
  })
})
