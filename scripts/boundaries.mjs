// Who may import whom (ARCHITECTURE.md). A linter's patterns see only the text of an import; these rules see the file
// it leads to. Each has a fixture below scripts/fixtures/boundaries that must fail: see boundaries.test.ts.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow } from './source-files.mjs'

const isTest = /\.(test|spec)\.tsx?$|\/testing\//
const own = (name) => new RegExp(`^packages/${name}/`)

// `from`: the importing file. An import must match one of `only`, if given, and none of `never`. Targets are paths from
// the root, or package names. `$1` is what `from` captured. Tests may import any tool, so `only` leaves them out.
const rules = [
  { name: 'schema imports zod only', from: own('schema'), only: [own('schema'), /^zod$/] },
  { name: 'engine imports schema only', from: own('engine'), only: [own('engine'), own('schema')] },
  {
    name: 'template imports schema and parsers only',
    from: own('template'),
    only: [own('template'), own('schema'), /^@lezer\//, /^handlebars(\/|$)/, /^@noble\/hashes(\/|$)/],
  },
  { name: 'webhook imports schema and ipaddr.js only', from: own('webhook'), only: [own('webhook'), own('schema'), /^ipaddr\.js$/] },
  { name: 'engine and template do not know each other', from: own('engine'), never: [own('template')] },
  { name: 'engine and template do not know each other', from: own('template'), never: [own('engine')] },
  { name: 'a package imports no app', from: /^packages\//, never: [/^(apps|e2e|bench)\//, /^@hookline\/(server|web|embed|e2e|bench)\b/] },
  { name: 'server imports no other app', from: /^apps\/server\//, never: [/^apps\/(?!server\/)/, /^(e2e|bench)\//] },
  { name: 'web takes types alone from server', from: /^apps\/web\//, never: [/^apps\/server\//], typesPass: true },
  { name: 'a feature imports no other feature', from: /^apps\/web\/src\/features\/([^/]+)\//, never: ['^apps/web/src/features/(?!$1/)'] },
  {
    name: 'http asks verbs, not the database',
    from: /^apps\/server\/src\/http\//,
    never: [/^apps\/server\/src\/db\//, /^(postgres|drizzle-orm)\b/],
  },
  { name: 'nothing imports main', from: /./, never: [/^apps\/[^/]+\/src\/main(\.tsx?)?$/] },
  { name: 'e2e imports nothing of ours', from: /^e2e\//, never: [/^(packages|apps|bench)\//, /^@hookline\//] },
]

const clock = { name: 'the clock is an argument in packages', pattern: /\bnew Date\(\s*\)|(?<![\w.]|new )Date\(\s*\)/ }

/** Every violation below `base`, which is laid out like this repository, as `file: rule (import)`. */
export function findViolations(base) {
  const wanted = (name) => /\.(ts|tsx|mts)$/.test(name)
  const folders = ['packages', 'apps', 'e2e', 'bench']
  const files = folders.flatMap((folder) => filesBelow({ base, folder, wanted }))
  return files.flatMap((file) => violationsOf(file, withoutComments(readFileSync(path.join(base, file), 'utf8'))))
}

function violationsOf(file, source) {
  const found = importsOf(file, source).flatMap((edge) =>
    rules.filter((rule) => breaks({ rule, file, edge })).map((rule) => [rule.name, edge.specifier]),
  )
  if (file.startsWith('packages/') && !isTest.test(file) && clock.pattern.test(source)) found.push([clock.name, 'Date()'])
  return found.map(([name, what]) => `${file}: ${name} (${what})`)
}

function breaks({ rule, file, edge }) {
  const match = rule.from.exec(file)
  if (!match || (rule.typesPass && edge.isType)) return false
  if (rule.only && !isTest.test(file) && !rule.only.some((pattern) => pattern.test(edge.target))) return true
  return (rule.never ?? []).some((pattern) => asPattern(pattern, match).test(edge.target))
}

function asPattern(pattern, match) {
  return typeof pattern === 'string' ? new RegExp(pattern.replaceAll('$1', match[1])) : pattern
}

function importsOf(file, source) {
  const forms = [
    /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
    /^\s*import\s*()['"]([^'"]+)['"]/gm,
    /\bimport\s*()\(\s*['"]([^'"]+)['"]/g,
  ]
  return forms.flatMap((form) =>
    [...source.matchAll(form)].map(([, type, specifier]) => ({ specifier, isType: Boolean(type), target: resolve(file, specifier) })),
  )
}

function resolve(file, specifier) {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(file), specifier)
  const member = /^@hookline\/(schema|engine|template|webhook)(?=\/|$)/.exec(specifier)
  if (member) return specifier.replace(member[0], `packages/${member[1]}/`)
  return specifier.replace(/^@hookline\/(server|web|embed)(?=\/|$)/, 'apps/$1/')
}

function withoutComments(source) {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const violations = findViolations(fileURLToPath(new URL('..', import.meta.url)))
  for (const violation of violations) console.error(violation)
  process.exitCode = violations.length > 0 ? 1 : 0
}
