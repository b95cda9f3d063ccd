import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findExcesses } from './sizes.mjs'

function folderWith(files: Record<string, number>): string {
  const base = mkdtempSync(path.join(tmpdir(), 'hookline-sizes-'))
  onTestFinished(() => rmSync(base, { recursive: true }))
  mkdirSync(path.join(base, 'src'))
  for (const [name, lines] of Object.entries(files)) writeFileSync(path.join(base, 'src', name), 'x\n'.repeat(lines))
  return base
}

const small = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`small-${n}.ts`, 20]))

test('a file over 400 lines and a component over 300 are too long', () => {
  const base = folderWith({ ...small, 'file.ts': 401, 'component.tsx': 301 })
  expect(findExcesses(base, ['src'])).toEqual(['src/component.tsx: 301 lines, at most 300', 'src/file.ts: 401 lines, at most 400'])
})

test('files at the limits, tests and generated files pass', () => {
  const base = folderWith({ ...small, 'file.ts': 400, 'component.tsx': 300, 'a.test.ts': 900, 'b.gen.ts': 900, 'c.d.ts': 900 })
  expect(findExcesses(base, ['src'])).toEqual([])
})

test('nine of ten files stay below 250 lines', () => {
  const base = folderWith({ 'a.ts': 251, 'b.ts': 251, 'c.ts': 20, 'd.ts': 20, 'e.ts': 20 })
  expect(findExcesses(base, ['src'])).toEqual(['90th percentile of 5 files: 251 lines (src/b.ts), at most 250'])
})
