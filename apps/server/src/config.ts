import { memberEmail, newPassword, passwordCharsMax, passwordCharsMin } from '@hookline/schema'
import { type AllowList, parseAllowHosts } from '@hookline/webhook'
import { z } from 'zod'

export const roles = ['all', 'api', 'worker'] as const
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** The environment, parsed once (api.md lists the variables). */
export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | null
  masterKey: Buffer | null
  adminEmail: string | null
  adminPassword: string | null
  /** Made at every start unless it is given: processes that serve one page need one and the same. */
  firstAdminToken: string | null
  apiKey: string | null
  allow: AllowList
  publicUrl: URL
  role: (typeof roles)[number]
  processes: number
  /** Calls under way at once in one process, at most. */
  slots: number
  logLevel: (typeof logLevels)[number]
}

/** A variable that cannot be used; its message is one line that names it and the remedy. */
export class ConfigError extends Error {}

const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .refine((value) => value >= min && value <= max)

const variables = {
  PORT: { schema: integer(1, 65_535), remedy: 'give a port from 1 to 65535' },
  HOST: {
    schema: z.string().regex(/^[A-Za-z0-9.:_-]+$/),
    remedy: 'give an address or host name to listen on, such as 127.0.0.1 or 0.0.0.0',
  },
  DATA_DIR: { schema: z.string().min(1), remedy: 'give a folder' },
  DATABASE_URL: {
    schema: z.string().refine((text) => /^postgres(ql)?:$/.test(parseUrl(text)?.protocol ?? '')),
    remedy: 'give an address such as postgres://user:password@host:5432/database',
  },
  HOOKLINE_MASTER_KEY: {
    schema: z.string().transform(readMasterKey).refine(Buffer.isBuffer),
    remedy: 'give 32 random bytes as 64 hex digits or as base64',
  },
  HOOKLINE_ADMIN_EMAIL: { schema: memberEmail, remedy: 'give an e-mail address' },
  HOOKLINE_ADMIN_PASSWORD: { schema: newPassword, remedy: `give a password of ${passwordCharsMin} to ${passwordCharsMax} characters` },
  HOOKLINE_FIRST_ADMIN_TOKEN: { schema: z.string().regex(/^[\w-]{20,200}$/), remedy: 'give 20 to 200 letters, digits, - or _' },
  HOOKLINE_API_KEY: {
    schema: z.string().regex(/^[\x21-\x7e]{20,200}$/),
    remedy: 'give 20 to 200 printable ASCII characters without spaces',
  },
  HOOKLINE_ALLOW_HOSTS: { schema: z.string(), remedy: 'give a comma list of hosts, host:port or CIDRs' },
  PUBLIC_URL: { schema: z.string().refine(isPublicUrl), remedy: 'give the address of this Hookline, such as https://hooks.example.com' },
  ROLE: { schema: z.enum(roles), remedy: `give one of ${roles.join(', ')}` },
  PROCESSES: { schema: integer(1, 64), remedy: 'give a number from 1 to 64' },
  DELIVERY_SLOTS: { schema: integer(1, 10_000), remedy: 'give a number from 1 to 10000' },
  LOG_LEVEL: { schema: z.enum(logLevels), remedy: `give one of ${logLevels.join(', ')}` },
} as const

/**
 * Reads the environment. An empty variable counts as unset.
 * Throws a ConfigError whose one line names the variable and says what to give; values are never repeated, they may be secret.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const port = read(env, 'PORT') ?? 3000
  const host = read(env, 'HOST') ?? '127.0.0.1'
  const publicUrl = read(env, 'PUBLIC_URL') ?? `http://${urlHost(host)}:${port}`
  const adminEmail = read(env, 'HOOKLINE_ADMIN_EMAIL') ?? null
  const adminPassword = read(env, 'HOOKLINE_ADMIN_PASSWORD') ?? null
  if ((adminEmail === null) !== (adminPassword === null)) {
    throw new ConfigError(
      `${adminEmail === null ? 'HOOKLINE_ADMIN_EMAIL' : 'HOOKLINE_ADMIN_PASSWORD'} is missing: give both of them or none.`,
    )
  }
  const databaseUrl = read(env, 'DATABASE_URL') ?? null
  const role = read(env, 'ROLE') ?? 'all'
  if (role !== 'all' && databaseUrl === null) {
    throw new ConfigError(`ROLE=${role} needs DATABASE_URL: the embedded database serves one Hookline alone.`)
  }
  return {
    port,
    host,
    dataDir: read(env, 'DATA_DIR') ?? './data',
    databaseUrl,
    masterKey: read(env, 'HOOKLINE_MASTER_KEY') ?? null,
    adminEmail,
    adminPassword,
    firstAdminToken: read(env, 'HOOKLINE_FIRST_ADMIN_TOKEN') ?? null,
    apiKey: read(env, 'HOOKLINE_API_KEY') ?? null,
    allow: readAllowHosts(read(env, 'HOOKLINE_ALLOW_HOSTS') ?? ''),
    publicUrl: new URL(publicUrl),
    role,
    processes: read(env, 'PROCESSES') ?? 1,
    slots: read(env, 'DELIVERY_SLOTS') ?? 256,
    logLevel: read(env, 'LOG_LEVEL') ?? 'info',
  }
}

type Variables = typeof variables

function read<N extends keyof Variables>(env: Record<string, string | undefined>, name: N): z.output<Variables[N]['schema']> | undefined {
  const text = env[name]
  if (text === undefined || text === '') return undefined
  const parsed = variables[name].schema.safeParse(text)
  if (!parsed.success) throw new ConfigError(`${name} cannot be used: ${variables[name].remedy}.`)
  return parsed.data as z.output<Variables[N]['schema']>
}

function readAllowHosts(text: string): AllowList {
  const parsed = parseAllowHosts(text)
  if (!parsed.ok) throw new ConfigError(`HOOKLINE_ALLOW_HOSTS cannot be used: ${parsed.message}`)
  return parsed.allow
}

/** 32 bytes from 64 hex digits or base64; null for anything else. */
export function readMasterKey(text: string): Buffer | null {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')
  return key.length === 32 ? key : null
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null
}

function isPublicUrl(text: string): boolean {
  const url = parseUrl(text)
  return (
    url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  )
}

function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
