import type { Context } from 'hono'
import type { Way } from '../members/first-admin-token.ts'
import type { Device } from '../members/sign-in.ts'
import type { HttpEnv } from './app-env.ts'

/** Where a call comes from. The address is the connection's own: what headers say of it anybody can write. */
export function deviceOf(c: Context<HttpEnv>): Device {
  return { address: addressOf(c), userAgent: c.req.header('user-agent') ?? '' }
}

export function addressOf(c: Context<HttpEnv>): string {
  return c.env.incoming.socket.remoteAddress ?? ''
}

const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

export function wayOf(c: Context<HttpEnv>): Way {
  return { host: c.req.header('host') ?? '', isForwarded: proxyHeaders.some((name) => c.req.header(name) !== undefined) }
}
