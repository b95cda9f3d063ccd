// npm run container: the commands of Dockerfile and docker-compose.yml without a container. Each stage is a folder: what it
// copies is copied there, its commands run there; then as many Hooklines as the compose file wants start from the last one
// with its environment, on one PostgreSQL (the embedded one), and must be well by the health check's own command.
import { spawn } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { commandOf, copyOf, environmentOf, readCompose, readDockerfile } from './container-files.mjs'
import { runScript, Stop } from './stop.mjs'
import { root, useToolchain } from './toolchain.mjs'

const wellWithinMs = 60_000
const stopWithinMs = 15_000
const key = 'hk_container_0123456789abcdef0123456789'
const secrets = {
  POSTGRES_PASSWORD: 'unused',
  HOOKLINE_MASTER_KEY: 'ab'.repeat(32),
  HOOKLINE_FIRST_ADMIN_TOKEN: 'cd'.repeat(16),
  HOOKLINE_API_KEY: key,
}
// What .dockerignore leaves out of the build.
const ignored = new Set(['node_modules', 'dist', '.git', '.toolchain', 'data', 'test-results'])

await runScript(async () => {
  const toolchain = await useToolchain()
  const folder = mkdtempSync(path.join(tmpdir(), 'hookline-container-'))
  chmodSync(folder, 0o755)
  const started = []
  try {
    const stages = readDockerfile(readFileSync(path.join(root, 'Dockerfile'), 'utf8'))
    const workdirs = new Map()
    for (const stage of stages) await timed(`stage ${stage.name}`, () => build(stage, { folder, env: toolchain.env, workdirs }))
    await runAll({ folder, last: stages.at(-1), toolchain, started })
    return 0
  } finally {
    for (const hookline of started.reverse()) await end(hookline)
    rmSync(folder, { recursive: true, force: true })
  }
})

async function timed(what, work) {
  const startedAt = performance.now()
  const result = await work()
  console.log(`✓ ${what} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`)
  return result
}

/** Does a stage's steps in its own folder, which stands for the image's root. */
async function build({ name, from, steps }, { folder, env, workdirs }) {
  const image = path.join(folder, name)
  if (workdirs.has(from)) cpSync(path.join(folder, from), image, { recursive: true, verbatimSymlinks: true })
  workdirs.set(name, workdirs.get(from) ?? '/')
  for (const { instruction, text } of steps) {
    if (instruction === 'WORKDIR') workdirs.set(name, text)
    const work = path.join(image, workdirs.get(name))
    mkdirSync(work, { recursive: true })
    if (instruction === 'COPY') copy(copyOf(text), { folder, work })
    if (instruction === 'RUN') await shell(text, { cwd: work, env: own(env, folder) })
  }
}

/** What is installed globally lies in the folder too. */
function own(env, folder) {
  const prefix = path.join(folder, 'global')
  return { ...env, npm_config_prefix: prefix, CI: 'true', PATH: [path.join(prefix, 'bin'), env.PATH].join(path.delimiter) }
}

function copy({ from, sources, target }, { folder, work }) {
  for (const source of sources) {
    const place = from === null ? path.join(root, source) : path.join(folder, from, source)
    const to = target.endsWith('/') ? path.join(work, target, path.basename(source)) : path.join(work, target)
    const filter = (file) => from !== null || !ignored.has(path.basename(file))
    cpSync(place, to, { recursive: true, verbatimSymlinks: true, filter })
  }
}

async function shell(text, { cwd, env }) {
  const { code, output } = await ended(spawn('sh', ['-c', text], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }))
  if (code !== 0) throw new Stop(`RUN ${text} ended with ${code}:\n${output}`)
}

function ended(child) {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ code: code ?? signal, output }))
  })
}

async function runAll({ folder, last, toolchain, started }) {
  const compose = readCompose(readFileSync(path.join(root, 'docker-compose.yml'), 'utf8'), secrets)
  const { environment, deploy } = compose.services.hookline
  const { freePort } = await import(path.join(root, 'apps/server/src/net/free-port.ts'))
  const work = path.join(folder, last.name, 'app')
  const database = await timed('PostgreSQL', () => startDatabase({ work, started }))
  const hooklines = await timed(`${deploy.replicas} Hooklines, each well by the health check`, () =>
    Promise.all(
      Array.from({ length: deploy.replicas }, async () => {
        const port = String(await freePort())
        // All share this machine, so each has a port of its own, and the database another address.
        const own = { HOST: '127.0.0.1', PORT: port, DATA_DIR: path.join(work, 'data'), DATABASE_URL: database }
        const env = { PATH: toolchain.env.PATH, ...environmentOf(last), ...environment, ...own }
        const hookline = start(commandOf(last, 'CMD'), { cwd: work, env })
        started.push(hookline)
        await well(hookline, commandOf(last, 'HEALTHCHECK'))
        return `http://127.0.0.1:${port}`
      }),
    ),
  )
  await timed('an event to each is stored, and read from another', () => sendToEach(hooklines))
}

/** The embedded one in the place of the container, `fsync` on. */
async function startDatabase({ work, started }) {
  const { startEmbedded } = await import(path.join(root, 'apps/server/src/db/embedded.ts'))
  const dataDir = path.join(work, 'database')
  mkdirSync(dataDir)
  const log = { info: () => undefined, warn: (line) => process.stderr.write(`${line}\n`) }
  const embedded = await startEmbedded({ dataDir, log, idleStopMs: 30_000 })
  started.push({ stop: () => embedded.stop() })
  return embedded.url
}

function start([program, ...args], options) {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const end = ended(child)
  return { child, end, env: options.env, cwd: options.cwd }
}

/** Asks by the health check's own command until it says yes. */
async function well({ child, end, env, cwd }, [program, ...args]) {
  const until = performance.now() + wellWithinMs
  for (;;) {
    if (child.exitCode !== null) throw new Stop(`Hookline ended with ${child.exitCode}:\n${(await end).output}`)
    const { code } = await ended(spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] }))
    if (code === 0) return
    if (performance.now() > until) throw new Stop('a Hookline was not well in time')
  }
}

async function sendToEach(hooklines) {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  for (const [n, url] of hooklines.entries()) {
    const body = JSON.stringify({ id: `container-${n}`, type: 'container', userId: 'u' })
    const { status } = await fetch(`${url}/v1/events`, { method: 'POST', headers, body })
    if (status !== 202) throw new Stop(`${url} answered an event with ${status}`)
    const other = hooklines[(n + 1) % hooklines.length]
    const found = await fetch(`${other}/v1/events/container-${n}`, { headers })
    if (!found.ok) throw new Stop(`${other} does not know the event that ${url} stored: ${found.status}`)
  }
  const page = await fetch(hooklines[0])
  if (!(await page.text()).includes('<div id="root"')) throw new Stop('the page is not served')
}

/** Ends as `docker stop` does. */
async function end({ stop, child, end: gone }) {
  if (stop) return stop()
  const patience = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
  child.kill('SIGTERM')
  await gone
  clearTimeout(patience)
}
