import type { Diagnostic } from '@hookline/schema'
import { warning } from './failure.ts'
import type { Tree } from './tree.ts'
import { nodesIn } from './tree.ts'

/** What secrets look like, by those who hand them out. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\bwhsec_[A-Za-z0-9+/=]{16,}/, 'a signing secret'],
  [/\b[sr]k_(?:live|test)_[A-Za-z0-9]{10,}/, 'a Stripe key'],
  [/\b(?:ghp|gho|ghs|github_pat)_[A-Za-z0-9_]{20,}/, 'a GitHub token'],
  [/\bxox[abprs]-[A-Za-z0-9-]{10,}/, 'a Slack token'],
  [/\bAKIA[0-9A-Z]{16}\b/, 'an AWS key'],
  [/\bAIza[0-9A-Za-z_-]{35}\b/, 'a Google key'],
  [/\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/, 'a SendGrid key'],
  [/\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+/, 'a token (JWT)'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----/, 'a private key'],
  [/\b(?:Bearer|Basic) [A-Za-z0-9._~+/-]{16,}={0,2}/, 'an access token'],
  [/"(?:[a-z_-]*(?:api_?-?key|secret|password|passwd|access_?-?token|auth_?-?token))"\s*:\s*"[^"\s{}]{12,}"/i, 'a secret'],
]

/** A secret that stands in a body is seen by everybody who may look at this request. Out: one warning for each. */
export function findPastedSecrets({ nodes }: Tree): Diagnostic[] {
  const diagnostics: Diagnostic[] = []
  for (const node of nodesIn(nodes)) {
    if (node.type !== 'text') continue
    for (const [pattern, what] of patterns) {
      const found = pattern.exec(node.text)
      if (!found) continue
      const start = node.start + found.index
      const message = `this looks like ${what}; whoever may read this webhook sees it, and so does its history`
      const fix = 'put it into a header that is marked as secret, or sign with {{hmacSha256 … "name"}}'
      diagnostics.push({ ...warning('template.pasted-secret', message, { start, end: start + found[0].length }), fix })
      break
    }
  }
  return diagnostics
}

/** In: a header's name and value. Out: whether the value is a secret as far as one can see. */
export function isSecretHeader(name: string, value: string): boolean {
  const isPlain = value.trim() !== '' && !value.includes('{{')
  return isPlain && (/^(?:authorization|x-api-key|api-key|x-auth-token)$/i.test(name) || patterns.some(([pattern]) => pattern.test(value)))
}
