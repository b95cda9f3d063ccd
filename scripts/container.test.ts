import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../apps/server/src/config.ts'
import { commandOf, copyOf, environmentOf, readCompose, readDockerfile } from './container-files.mjs'

const root = path.join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const secrets = { POSTGRES_PASSWORD: 'pw', HOOKLINE_MASTER_KEY: 'ab'.repeat(32), HOOKLINE_FIRST_ADMIN_TOKEN: 'cd'.repeat(16) }

interface Step {
  instruction: string
  text: string
}
interface Stage {
  name: string
  from: string
  steps: Step[]
}
const stages = readDockerfile(read('Dockerfile')) as Stage[]
const run = stages.at(-1) as Stage
const compose = readCompose(read('docker-compose.yml'), secrets)
const { hookline, postgres, balancer } = compose.services

test('each stage begins with an image of the pinned Node, or with a stage before it', () => {
  const major = read('.node-version').trim().split('.')[0]
  stages.forEach(({ from }, index) => {
    const isStage = stages.slice(0, index).some(({ name }) => name === from)
    expect(isStage || from.startsWith(`node:${major}-`), from).toBe(true)
  })
})

test('the image installs the pnpm that the checkout installs', () => {
  const version = /const pnpmVersion = '(.+)'/.exec(read('scripts/toolchain.mjs'))?.[1]
  expect(stages[0]?.steps).toContainEqual({ instruction: 'RUN', text: expect.stringMatching(new RegExp(` pnpm@${version}$`)) })
})

test('what is copied from the checkout is there, and no result of a build of this machine', () => {
  const copies = stages.flatMap(({ steps }) => steps.filter(({ instruction }) => instruction === 'COPY').map(({ text }) => copyOf(text)))
  expect(copies.length).toBeGreaterThan(10)
  for (const { from, sources } of copies) {
    if (from !== null) expect(stages.map(({ name }) => name)).toContain(from)
    else for (const source of sources) expect(existsSync(path.join(root, source)), source).toBe(true)
  }
  const ignored = read('.dockerignore').split('\n')
  for (const pattern of ['**/node_modules', '**/dist', 'data', '.git', '.env']) expect(ignored).toContain(pattern)
})

test('every member of the workspace has its manifest in the image, so that the lockfile fits', () => {
  const copied = (stages[0]?.steps ?? []).flatMap(({ instruction, text }) => (instruction === 'COPY' ? copyOf(text).sources : []))
  for (const member of ['apps/server', 'apps/web', 'bench', 'e2e']) expect(copied).toContain(`${member}/package.json`)
  expect(copied).toContain('packages')
})

test('the image runs the server with the options that npm start runs it with', () => {
  const options: string[] = JSON.parse(read('apps/server/node-options.json'))
  expect(commandOf(run, 'CMD')).toEqual(['node', ...options, 'apps/server/dist/main.js'])
})

test('the image runs as an account that is not root, writes to its data alone, and says whether it is well', () => {
  const user = run.steps.find(({ instruction }) => instruction === 'USER')?.text
  expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  const after = run.steps.slice(run.steps.findIndex(({ instruction }) => instruction === 'USER'))
  expect(after.map(({ instruction }) => instruction)).not.toContain('RUN')
  expect(run.steps).toContainEqual({ instruction: 'VOLUME', text: environmentOf(run).DATA_DIR })
  expect(commandOf(run, 'HEALTHCHECK').join(' ')).toContain('/readyz')
  expect(run.steps).toContainEqual({ instruction: 'EXPOSE', text: environmentOf(run).PORT })
})

test('the image and the compose file set only variables that Hookline knows, to values that it takes', () => {
  const config = readConfig({ ...environmentOf(run), ...hookline.environment })
  expect(config).toMatchObject({ host: '0.0.0.0', port: 3000, role: 'all', processes: 1 })
  const known = [...read('apps/server/src/config.ts').matchAll(/^ {2}([A-Z_]+): \{/gm)].map(([, name]) => name)
  for (const name of Object.keys(hookline.environment)) expect(known).toContain(name)
})

test('Hookline runs three times, on one PostgreSQL 18 that has room for them, with one master key', () => {
  expect(hookline.deploy.replicas).toBe(3)
  expect(postgres.image).toBe('postgres:18')
  const connectionsMax = Number(/max_connections=(\d+)/.exec(postgres.command.join(' '))?.[1])
  expect(connectionsMax).toBeGreaterThanOrEqual(hookline.deploy.replicas * 30 + 3)
  const url = new URL(hookline.environment.DATABASE_URL)
  expect(url.hostname).toBe('postgres')
  expect([url.username, url.password, url.pathname.slice(1)]).toEqual([
    postgres.environment.POSTGRES_USER,
    postgres.environment.POSTGRES_PASSWORD,
    postgres.environment.POSTGRES_DB,
  ])
  expect(hookline.depends_on.postgres.condition).toBe('service_healthy')
})

test.each(Object.keys(secrets))('without %s the compose file does not start', (name) => {
  expect(() => readCompose(read('docker-compose.yml'), { ...secrets, [name]: '' })).toThrow(name)
})

test('the balancer hands on to all of them, at the port they listen on, once they are well', () => {
  const caddyfile = read('Caddyfile')
  expect(/^\t\t\tname (.+)$/m.exec(caddyfile)?.[1]).toBe('hookline')
  expect(/^\t\t\tport (.+)$/m.exec(caddyfile)?.[1]).toBe(environmentOf(run).PORT)
  const listens = /^:(\d+) \{$/m.exec(caddyfile)?.[1]
  expect(balancer.ports).toEqual([`${listens}:${listens}`])
  expect(new URL(hookline.environment.PUBLIC_URL).port).toBe(listens)
  expect(balancer.volumes).toEqual(['./Caddyfile:/etc/caddy/Caddyfile:ro'])
  expect(balancer.depends_on.hookline.condition).toBe('service_healthy')
})
