import type { CodeEntry } from '@hookline/schema'

const header = (name: string, value: string | null = 'a', secret = false) => ({ name, value, secret })
const good = { urls: ['https://example.com/hook'] }
const goodHeader = { headers: [header('X-Brand')] }

/** Every code that the addresses and header names of a request can be given. */
export const problemCodes = {
  'url.invalid': { severity: 'error', meaning: 'What stands as the URL is none.', good, bad: { urls: ['example.com/hook'] } },
  'url.scheme': { severity: 'error', meaning: 'Only https and http can be called.', good, bad: { urls: ['ftp://example.com/hook'] } },
  'url.ambiguous': {
    severity: 'error',
    meaning: 'A URL could be read in more than one way.',
    good,
    bad: { urls: ['https://example.com\\hook'] },
  },
  'url.userinfo': {
    severity: 'error',
    meaning: 'A URL holds a user name or password.',
    good,
    bad: { urls: ['https://user:password@example.com/hook'] },
  },
  'url.private-address': {
    severity: 'error',
    meaning: 'A URL leads into a private network.',
    good,
    bad: { urls: ['http://192.168.1.5/hook'] },
  },
  'url.port': {
    severity: 'error',
    meaning: 'A URL leads to a port that takes no webhooks.',
    good: { urls: ['https://example.com:8443/hook'] },
    bad: { urls: ['https://example.com:25/hook'] },
  },
  'url.own-address': {
    severity: 'error',
    meaning: 'A URL leads to Hookline itself.',
    good,
    bad: { urls: ['https://hookline.example.com/v1/events'], shown: 'the address of this Hookline' },
  },
  'url.too-long': {
    severity: 'error',
    meaning: 'A URL is too long to be kept.',
    good,
    bad: { urls: [`https://example.com/${'x'.repeat(2600)}`], shown: 'more than 2,600 bytes' },
  },
  'url.repeated': {
    severity: 'error',
    meaning: 'A URL stands twice.',
    good: { urls: ['https://example.com/a', 'https://example.com/b'] },
    bad: { urls: ['https://example.com/a', 'https://example.com/a'] },
  },
  'url.not-https': { severity: 'warning', meaning: 'A request goes out unencrypted.', good, bad: { urls: ['http://example.com/hook'] } },
  'header.name': {
    severity: 'error',
    meaning: 'A header has a name that none can have.',
    good: goodHeader,
    bad: { headers: [header('X Brand')] },
  },
  'header.forbidden': {
    severity: 'error',
    meaning: 'A header is one that Hookline sets, or that would make the receiver trust the call wrongly.',
    good: goodHeader,
    bad: { headers: [header('Content-Length', '5')] },
  },
  'header.repeated': {
    severity: 'error',
    meaning: 'A header is set twice.',
    good: { headers: [header('X-Brand'), header('X-Tier')] },
    bad: { headers: [header('X-Brand'), header('x-brand')] },
  },
  'header.count': {
    severity: 'error',
    meaning: 'A request has too many headers.',
    good: goodHeader,
    bad: { headers: Array.from({ length: 65 }, (_, index) => header(`X-${index}`)), shown: '65 headers' },
  },
  'header.no-value': {
    severity: 'error',
    meaning: 'A header has no value.',
    good: goodHeader,
    bad: { headers: [header('X-Key', '', true)] },
  },
} as const satisfies Record<string, CodeEntry>
