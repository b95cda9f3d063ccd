// node scripts/diagnostics-doc.mjs: writes docs/diagnostics.md from the tables in the code; a test says when it is out of date.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { diagnosticCodes, diagnosticExamples } from '../packages/engine/src/index.ts'
import { templateCodes } from '../packages/template/src/index.ts'
import { problemCodes } from '../packages/webhook/src/index.ts'

const chapters = [
  {
    title: 'Automations',
    intro: 'What the drawing of an automation and its conditions are told.',
    codes: Object.fromEntries(Object.entries(diagnosticCodes).map(([code, entry]) => [code, { ...entry, ...diagnosticExamples[code] }])),
  },
  { title: 'Addresses and headers', intro: 'What the URLs and header names of a request are told.', codes: problemCodes },
  { title: 'Templates', intro: 'What URLs, header values and bodies are told while they are written.', codes: templateCodes },
]

const words = { error: 'Error: stops publishing', warning: 'Warning', info: 'Note' }

/** The page of all diagnostics, as Markdown. */
export function diagnosticsDoc() {
  const parts = chapters.map(({ title, intro, codes }) => {
    const entries = Object.entries(codes).map(([code, entry]) => entryDoc(code, entry))
    return `## ${title}\n\n${intro}\n\n${entries.join('\n\n')}`
  })
  return `# Diagnostics

Every code that a draft can be given, with an example that is not given it and one that is. This page is written by \`node scripts/diagnostics-doc.mjs\` from the same tables that the checks use.

${parts.join('\n\n')}
`
}

function entryDoc(code, { severity, meaning, good, bad }) {
  const examples = good && bad ? `\n\n- good: ${shown(good)}\n- bad: ${shown(bad)}` : ''
  return `### ${code}\n\n${words[severity]}. ${meaning}${examples}`
}

function shown(example) {
  const { shown: words = '' } = typeof example === 'object' ? example : {}
  return words !== '' && !/^[{[]/.test(words) ? words : quoted(words || textOf(example))
}

function textOf(example) {
  if (typeof example === 'string') return example
  const { body, contentType, method, urls, headers } = example
  const parts = [method, ...(urls ?? []), ...(headers ?? []).map(headerText), contentType && `Content-Type: ${contentType}`, body]
  return parts.filter((part) => part !== undefined && part !== false).join(' ⏎ ')
}

function headerText({ name, value, secret }) {
  return `${name}: ${value === '' ? '(nothing)' : value}${secret ? ' (secret)' : ''}`
}

function quoted(text) {
  const visible = text.replaceAll('\n', '↵')
  return visible.trim() === '' ? '(nothing)' : `\`${visible}\``
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(path.join(import.meta.dirname, '../docs/diagnostics.md'), diagnosticsDoc())
}
