// The tail of file sizes tells how a codebase feels: none over 400 lines, a component none over 300, and nine of ten
// below 250. Functions and parameters are measured by oxlint (max-lines-per-function, max-params).
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow } from './source-files.mjs'

const linesMax = { file: 400, component: 300, ninetieth: 250 }

/** Every excess below `base`, as lines of text. */
export function findExcesses(base, folders = ['packages', 'apps', 'e2e', 'bench', 'scripts']) {
  const wanted = (name) => /\.(ts|tsx|mts|mjs)$/.test(name) && !/\.(test|spec|gen|fixture|d)\.tsx?$/.test(name)
  const files = folders
    .flatMap((folder) => filesBelow({ base, folder, wanted }))
    .map((file) => ({ file, lines: readFileSync(path.join(base, file), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines)
  const excesses = files
    .map(({ file, lines }) => ({ file, lines, max: file.endsWith('.tsx') ? linesMax.component : linesMax.file }))
    .filter(({ lines, max }) => lines > max)
    .map(({ file, lines, max }) => `${file}: ${lines} lines, at most ${max}`)
  const ninetieth = files[Math.ceil(files.length * 0.9) - 1]
  if (ninetieth && ninetieth.lines > linesMax.ninetieth) {
    excesses.push(`90th percentile of ${files.length} files: ${ninetieth.lines} lines (${ninetieth.file}), at most ${linesMax.ninetieth}`)
  }
  return excesses
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const excesses = findExcesses(fileURLToPath(new URL('..', import.meta.url)))
  for (const excess of excesses) console.error(excess)
  process.exitCode = excesses.length > 0 ? 1 : 0
}
