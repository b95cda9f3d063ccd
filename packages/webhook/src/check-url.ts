// Judges a URL as it was typed or rendered, before DNS. Whoever reads it must see the same host that is called, so the
// text must already be what the URL parser makes of it. Addresses are judged once more when they are connected to.
import { urlCharsMax } from '@hookline/schema'
import { type AllowList, allowsAddress, allowsName } from './allow-list.ts'
import { blockedPorts } from './blocked-ports.ts'
import { isPrivateName } from './private-name.ts'
import type { Checked, Problem } from './problem.ts'
import { isSpecialAddress, parseAddress } from './special-address.ts'

interface Parts {
  text: string
  url: URL
  /** What stands between `//` and the first `/`, `?` or `#`, as written. */
  authority: string
  /** What follows the authority, as written. */
  rest: string
  /** The host as it will be called, without brackets and without a dot at its end. */
  hostname: string
  port: number
  allow: AllowList
}

const checks = [checkScheme, checkCharacters, checkUserinfo, checkHostname, checkReach, checkPort, checkSpelling]

/**
 * Judges the URL of an outgoing call as it was typed or rendered, before DNS.
 * Out: fine, or the first problem: `url.invalid`, `url.scheme`, `url.ambiguous`, `url.userinfo`, `url.private-address`
 * or `url.port`. `allow` lets through the private hosts and blocked ports that it names.
 */
export function checkUrl(text: string, allow: AllowList): Checked {
  if (text.length > urlCharsMax) return { ok: false, ...invalid(`The URL is longer than ${urlCharsMax} characters.`, 'Shorten it.') }
  const url = parse(text)
  if (!url) return { ok: false, ...invalid('This is not a URL.', 'Write the whole URL with its host, such as https://example.com/hook.') }
  const [, authority = '', rest = ''] = /^[^:]*:\/\/([^/?#\\]*)(.*)$/s.exec(text) ?? []
  const hostname = url.hostname.replace(/^\[|\]$|\.$/g, '')
  const parts: Parts = { text, url, authority, rest, hostname, port: portOf(url), allow }
  for (const check of checks) {
    const problem = check(parts)
    if (problem) return { ok: false, ...problem }
  }
  return { ok: true }
}

/** The host (lower case, IPv6 without brackets) and the port that a valid http or https URL leads to. */
export function hostPortOf(url: string): { hostname: string; port: number } {
  const parsed = new URL(url)
  return { hostname: parsed.hostname.replace(/^\[|\]$/g, ''), port: portOf(parsed) }
}

function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

function checkScheme({ url }: Parts): Problem | null {
  if (url.protocol === 'https:' || url.protocol === 'http:') return null
  return {
    code: 'url.scheme',
    message: `Only https and http can be called, not "${url.protocol.slice(0, 30)}".`,
    fix: 'Begin the URL with https://.',
  }
}

function checkCharacters({ text, url, authority }: Parts): Problem | null {
  // Spaces, control, invisible and unassigned characters are dropped or changed by URL parsers without a word.
  if (/[\p{C}\p{Z}\\]/u.test(text)) return ambiguous('It holds a space, a backslash or an invisible character.', writeAs(url))
  if (authority === '') return ambiguous('Between // and the path stands no host.', writeAs(url))
  return null
}

function checkUserinfo({ authority }: Parts): Problem | null {
  const at = authority.lastIndexOf('@')
  if (at < 0) return null
  if (/^[^:@]*\.[^:@]*:\d+$/.test(authority.slice(0, at)))
    return ambiguous('What looks like its host is a user name before an @.', 'Remove what stands before the @, and the @.')
  return {
    code: 'url.userinfo',
    message: 'The URL holds a user name or password before an @.',
    fix: 'Remove it, and send credentials in an Authorization header marked as secret.',
  }
}

function checkHostname({ hostname, url }: Parts): Problem | null {
  if (url.hostname.startsWith('[')) return null
  const labels = hostname.split('.')
  const isWellFormed = hostname.length <= 253 && labels.every((label) => /^[a-z0-9_-]{1,63}$/.test(label))
  return isWellFormed
    ? null
    : invalid('The host in the URL is not a valid host name.', 'Check its spelling: letters, digits, dots, hyphens.')
}

function checkReach({ hostname, port, allow }: Parts): Problem | null {
  if (allowsName(allow, hostname, port)) return null
  const address = parseAddress(hostname)
  const isPrivate = address ? isSpecialAddress(address) && !allowsAddress(allow, address, port) : isPrivateName(hostname)
  if (!isPrivate) return null
  return {
    code: 'url.private-address',
    message: `"${hostname}" is inside a private network, or reserved, and may not be called.`,
    fix: 'Use a public URL. If this private one is meant, the operator adds its host to HOOKLINE_ALLOW_HOSTS.',
  }
}

function checkPort({ hostname, port, allow }: Parts): Problem | null {
  if (!blockedPorts.has(port) || allowsName(allow, hostname, port)) return null
  const address = parseAddress(hostname)
  if (address && allowsAddress(allow, address, port)) return null
  return {
    code: 'url.port',
    message: `Port ${port} belongs to a service that takes no webhooks.`,
    fix: 'Use the port of the web server, usually none at all. If this one is meant, the operator adds host:port to HOOKLINE_ALLOW_HOSTS.',
  }
}

function checkSpelling({ authority, rest, url }: Parts): Problem | null {
  const host = authority.toLowerCase().replace(url.protocol === 'https:' ? /:443$/ : /:80$/, '')
  const path = rest.startsWith('/') ? rest : `/${rest}`
  if (url.hostname.endsWith('.')) return ambiguous('Its host ends with a dot.', 'Remove the dot.')
  if (/[^!-~]/.test(authority)) return ambiguous('Its host is written with letters beyond a–z.', writeAs(url))
  // "https://example.com?@other.com" reads as either host to one program or another.
  if (!rest.startsWith('/') && rest.includes('@'))
    return ambiguous('An @ follows the host without a slash before it.', 'Put a slash after the host.')
  // The parser writes ' in a query as %27 and leaves it alone in a path; both are the same to every receiver.
  const unquoted = (part: string) => part.replaceAll("'", '%27')
  return unquoted(`${url.protocol}//${host}${path}`) === unquoted(url.href)
    ? null
    : ambiguous('It is not written as it will be called.', writeAs(url))
}

function invalid(message: string, fix: string): Problem {
  return { code: 'url.invalid', message, fix }
}

function ambiguous(why: string, fix: string): Problem {
  return { code: 'url.ambiguous', message: `This URL could be read in more than one way. ${why}`, fix }
}

/** The remedy that names the spelling the parser arrived at: it shows the host that would have been called. */
function writeAs(url: URL): string {
  return `If ${url.href} is meant, write it so.`
}
