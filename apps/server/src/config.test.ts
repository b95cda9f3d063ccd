import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const bad: [name: string, value: string][] = [
  ['PORT', '0'],
  ['PORT', '70000'],
  ['PORT', '3000x'],
  ['PORT', ' '],
  ['HOST', 'http://x'],
  ['DATABASE_URL', 'mysql://x'],
  ['DATABASE_URL', 'nonsense'],
  ['HOOKLINE_MASTER_KEY', 'short'],
  ['HOOKLINE_ADMIN_EMAIL', 'admin'],
  ['HOOKLINE_ADMIN_PASSWORD', 'ninechars'],
  ['HOOKLINE_ADMIN_PASSWORD', 'x'.repeat(129)],
  ['HOOKLINE_FIRST_ADMIN_TOKEN', 'too short'],
  ['HOOKLINE_API_KEY', 'too short'],
  ['HOOKLINE_API_KEY', 'with spaces in it, long enough'],
  ['HOOKLINE_ALLOW_HOSTS', 'http://127.0.0.1'],
  ['HOOKLINE_ALLOW_HOSTS', '10.0.0.0/99'],
  ['PUBLIC_URL', 'ftp://example.com'],
  ['PUBLIC_URL', 'https://user:pw@example.com'],
  ['ROLE', 'boss'],
  ['PROCESSES', '0'],
  ['PROCESSES', '1.5'],
  ['LOG_LEVEL', 'loud'],
]

test.each(bad)('%s=%j stops the start with one line that names it and not its value', (name, value) => {
  const read = () => readConfig({ [name]: value })
  expect(read).toThrow(ConfigError)
  expect(read).toThrow(new RegExp(`^${name} `))
  try {
    read()
  } catch (error) {
    const { message } = error as ConfigError
    expect(message).not.toContain('\n')
    if (/KEY|PASSWORD|TOKEN/.test(name) || name === 'DATABASE_URL') expect(message).not.toContain(value)
  }
})

test.each([
  ['HOOKLINE_ADMIN_EMAIL', { HOOKLINE_ADMIN_PASSWORD: 'a long enough password 83' }],
  ['HOOKLINE_ADMIN_PASSWORD', { HOOKLINE_ADMIN_EMAIL: 'admin@example.com' }],
])('%s is missed where only its pair is given', (name, env) => {
  expect(() => readConfig(env)).toThrow(new RegExp(`^${name} is missing`))
})

test('a role without DATABASE_URL is refused: the embedded database serves one Hookline', () => {
  expect(() => readConfig({ ROLE: 'worker' })).toThrow(/^ROLE=worker needs DATABASE_URL/)
})

test('an empty variable counts as unset', () => {
  const names = [
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'HOOKLINE_MASTER_KEY',
    'HOOKLINE_ALLOW_HOSTS',
    'PUBLIC_URL',
    'ROLE',
    'PROCESSES',
    'LOG_LEVEL',
  ]
  const empty = readConfig(Object.fromEntries(names.map((name) => [name, ''])))
  expect(empty).toEqual(readConfig({}))
  expect(empty).toMatchObject({
    port: 3000,
    host: '127.0.0.1',
    dataDir: './data',
    databaseUrl: null,
    role: 'all',
    processes: 1,
    logLevel: 'info',
  })
  expect(empty.publicUrl.href).toBe('http://127.0.0.1:3000/')
})

test('256 calls may be under way at once, or as many as DELIVERY_SLOTS says', () => {
  expect(readConfig({}).slots).toBe(256)
  expect(readConfig({ DELIVERY_SLOTS: '7' }).slots).toBe(7)
  for (const wrong of ['0', '10001', 'many']) expect(() => readConfig({ DELIVERY_SLOTS: wrong })).toThrow(/^DELIVERY_SLOTS /)
})
