import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Config } from '../config.ts'

// Whoever makes the first admin owns Hookline. On loopback only this machine's users can reach the page; from anywhere
// else, a proxy in front included, it takes the token that the start printed.

/** How a call reached us: by the Host it named, and whether a proxy handed it on. */
export interface Way {
  host: string
  isForwarded: boolean
}

export interface FirstAdminToken {
  /** Whether a call that came this way must show the token. */
  isNeeded(way: Way): boolean
  /** Whether it is the token of this start. */
  matches(token: string | undefined): boolean
  /** The page's address with the token, to be printed at the start. */
  url: string
}

export function createFirstAdminToken({ host, publicUrl, firstAdminToken }: Config): FirstAdminToken {
  const token = firstAdminToken ?? makeFirstAdminToken()
  const isOnLoopback = isLoopback(host) && isLoopback(publicUrl.hostname)
  return {
    // A page of a stranger whose name leads to 127.0.0.1 names itself in Host.
    isNeeded: (way) => !isOnLoopback || way.isForwarded || !isLoopback(hostNameOf(way.host)),
    matches: (given) => given !== undefined && timingSafeEqual(digest(given), digest(token)),
    url: `${publicUrl.href.replace(/\/$/, '')}/first-admin?token=${token}`,
  }
}

export function makeFirstAdminToken(): string {
  return randomBytes(24).toString('base64url')
}

function hostNameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : ''
}

function isLoopback(name: string): boolean {
  const address = name.replace(/^\[|\]$/g, '')
  return name === 'localhost' || (isIP(address) !== 0 && ipaddr.process(address).range() === 'loopback')
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
