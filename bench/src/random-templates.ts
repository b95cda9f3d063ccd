import { compileTemplate, diagnoseTemplate, type TemplateContext } from '@hookline/template'

export interface RandomTemplateFigures {
  count: number
  compiled: number
  slowestMs: number
  slowest: string
  /** Templates that took longer than is promised, however often they were tried. */
  tooSlow: number
}

const slowMs = 50
const triesOfSlow = 3
const contexts: readonly TemplateContext[] = ['json', 'json', 'json', 'url', 'header', 'form', 'text', 'xml']
const heads = 'event.a state.b event.xs user.id now this this.n @first @last @index event.__proto__ constructor 1 "x" null'.split(' ')
const helpers =
  'default json upper lower trim truncate replace number round date add subtract multiply join length first last eq ne gt and or not lookup sha256'.split(
    ' ',
  )
const blocks = ['if', 'unless', 'each', 'list', 'with']
const texts = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '"k":',
  '"s"',
  '1',
  'true',
  'x',
  ' ',
  '\\',
  '\n',
  '<a b="',
  '</a>',
  'a=',
  '&',
  '\ud800',
  '😀',
]
const tokens = [
  '{{',
  '}}',
  '{{{',
  '}}}',
  '{{#',
  '{{/',
  '{{!',
  '{{!--',
  '--}}',
  '{{>',
  '{{~',
  '~}}',
  '{{else}}',
  '\\{{',
  'as |x|',
  '(',
  ')',
  '..',
  '/',
  '@',
]

/** Numbers that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Compiles, diagnoses and renders random templates, by the grammar, from tokens and from bytes. Throws at the first crash,
 * at an output that is not JSON where it must be, and at a prototype that was touched.
 */
export function runRandomTemplates(count: number, seed = 1): RandomTemplateFigures {
  const random = randomFrom(seed)
  const before = prototypeNames()
  const figures: RandomTemplateFigures = { count, compiled: 0, slowestMs: 0, slowest: '', tooSlow: 0 }
  for (let index = 0; index < count; index++) {
    const source = sourceOf(random)
    const context = pick(random, contexts)
    let tookMs = Number.POSITIVE_INFINITY
    let compiles = false
    // A pause of the machine is no fault of the template: what was slow is tried again.
    for (let tries = 0; tries < triesOfSlow && tookMs > slowMs; tries++) {
      const start = performance.now()
      compiles = tryTemplate(source, context)
      tookMs = Math.min(tookMs, performance.now() - start)
    }
    if (compiles) figures.compiled++
    if (tookMs > slowMs) figures.tooSlow++
    if (tookMs > figures.slowestMs) Object.assign(figures, { slowestMs: tookMs, slowest: source.slice(0, 200) })
  }
  if (prototypeNames() !== before) throw new Error('a prototype was changed')
  return figures
}

function prototypeNames(): string {
  return [Object, Array, String, Function, Map].map(({ prototype }) => Object.getOwnPropertyNames(prototype).join()).join(' ')
}

const fields = { event: { properties: { a: { type: 'number' }, xs: { type: 'array' } } } }
const scope = {
  event: { a: 'x"\\\ud800', xs: [1, { n: '"' }, null] },
  trigger: { id: 'evt-1', type: 't', occurredAt: '2026-11-21T10:00:00.000Z' },
  user: { id: 'u-1' },
  state: { b: { c: [true] } },
  campaign: null,
  now: '2026-11-21T10:00:00.000Z',
}

function tryTemplate(source: string, context: TemplateContext): boolean {
  const compiled = compileTemplate(source, context)
  const hasError = diagnoseTemplate({ source, context, path: 'body', fields }).some(({ severity }) => severity === 'error')
  if (hasError === compiled.ok) throw new Error(`diagnosed and compiled differ: ${JSON.stringify(source)}`)
  if (!compiled.ok) return false
  const rendered = compiled.template.render(scope)
  if (rendered.ok && context === 'json') JSON.parse(rendered.text)
  return true
}

function pick<Item>(random: () => number, items: readonly Item[]): Item {
  // An index below the length is always there.
  return items[Math.floor(random() * items.length)] as Item
}

function sourceOf(random: () => number): string {
  const kind = random()
  if (kind < 0.2)
    return Array.from({ length: Math.floor(random() * 60) }, () => String.fromCharCode(Math.floor(random() * 0x10000))).join('')
  if (kind < 0.5)
    return Array.from({ length: Math.floor(random() * 30) }, () =>
      pick(random, random() < 0.5 ? tokens : random() < 0.5 ? heads : texts),
    ).join('')
  return grammar(random, Math.floor(random() * 5))
}

function grammar(random: () => number, depth: number): string {
  const parts = Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
    const kind = random()
    if (kind < 0.45 || depth === 0) return pick(random, texts)
    if (kind < 0.7) return `{{${expression(random, depth)}}}`
    const block = pick(random, blocks)
    const otherwise = random() < 0.3 ? `{{else}}${grammar(random, depth - 1)}` : ''
    return `{{#${block} ${argument(random, depth)}}}${grammar(random, depth - 1)}${otherwise}{{/${block}}}`
  })
  return parts.join('')
}

function expression(random: () => number, depth: number): string {
  if (depth === 0 || random() < 0.5) return pick(random, heads)
  const count = 1 + Math.floor(random() * 3)
  return `${pick(random, helpers)} ${Array.from({ length: count }, () => argument(random, depth - 1)).join(' ')}`
}

function argument(random: () => number, depth: number): string {
  return depth > 0 && random() < 0.3 ? `(${expression(random, depth - 1)})` : pick(random, heads)
}
