// Dockerfile and docker-compose.yml as data: what the test checks is what `npm run container` runs.
import { parse } from 'yaml'

/** The stages of a Dockerfile in order: `{ name, from, steps: [{ instruction, text }] }`. Comments and line ends are taken as Docker does. */
export function readDockerfile(text) {
  const stages = []
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
  for (const line of lines.filter((each) => each.trim() !== '')) {
    const [, instruction, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? []
    if (instruction === undefined) throw new Error(`not an instruction of a Dockerfile: ${line}`)
    if (instruction === 'FROM') {
      const [from, , name] = rest.split(/\s+/)
      stages.push({ name, from, steps: [] })
    } else stages.at(-1).steps.push({ instruction, text: rest })
  }
  return stages
}

/** A step's command in its JSON form, such as `CMD ["node", "main.js"]`. */
export function commandOf(stage, instruction) {
  const step = stage.steps.find((each) => each.instruction === instruction)
  return JSON.parse(step.text.slice(step.text.indexOf('[')))
}

/** `COPY [--from=stage] source… target`. */
export function copyOf(text) {
  const words = text.split(/\s+/)
  const from = words[0].startsWith('--from=') ? words.shift().slice('--from='.length) : null
  return { from, sources: words.slice(0, -1), target: words.at(-1) }
}

/** `ENV A=1 B=2` of a stage, and of no stage before it. */
export function environmentOf(stage) {
  const words = stage.steps.filter(({ instruction }) => instruction === 'ENV').flatMap(({ text }) => text.split(/\s+/))
  return Object.fromEntries(words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]))
}

/** The compose file with the variables of `env` put in: `${A:-default}` and `${A:?told when it is missing}`. */
export function readCompose(text, env) {
  return fill(parse(text), env)
}

function fill(value, env) {
  if (typeof value === 'string') return value.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, ...found) => variable(found, env))
  if (Array.isArray(value)) return value.map((each) => fill(each, env))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, fill(each, env)]))
}

function variable([name, kind, rest], env) {
  if (env[name]) return env[name]
  if (kind === '?') throw new Error(`${name} is missing: ${rest}`)
  return rest
}
