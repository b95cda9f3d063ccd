import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { MissingSecret, type Run, spend } from '../run.ts'
import type { Value } from '../values.ts'
import { type Helper, readText } from './helper.ts'
import { utf8Of } from './utf8.ts'

// A character hashed costs as much as some ten that are only copied, and a hash of nothing as much as a thousand.
const charCost = 8
const hashCost = 1000

function bytesOf(run: Run, value: Value): Uint8Array {
  const text = readText(run, value)
  spend(run, hashCost + text.length * charCost)
  return utf8Of(text)
}

function hexOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** What stands in previews where a delivery carries the hash: ASCII, so that a header can show it too. */
export function maskedHmac(secretName: string): string {
  return `[hmac of ${secretName}]`
}

const hmacSha256: Helper['run'] = (run, value, secretName) => {
  const name = readText(run, secretName)
  if (run.secrets === undefined) return maskedHmac(name)
  const secret = run.secrets.get(name)
  if (secret === undefined) throw new MissingSecret(`there is no secret "${name}": an admin adds it in Settings › Secrets`)
  return hexOf(hmac(sha256, utf8Of(secret), bytesOf(run, value)))
}

export const hmacHelperName = 'hmacSha256'

export const hashHelpers: readonly Helper[] = [
  {
    name: 'sha256',
    description: 'The SHA-256 hash of the text as UTF-8, in 64 small hexadecimal digits.',
    example: '{{sha256 (lower (trim state.email))}}',
    minArgs: 1,
    maxArgs: 1,
    run: (run, value) => hexOf(sha256(bytesOf(run, value))),
  },
  {
    name: hmacHelperName,
    description: 'The HMAC-SHA256 of the text with a secret of the workspace, in hexadecimal digits; previews show it masked.',
    example: '{{hmacSha256 user.id "crm-key"}}',
    minArgs: 2,
    maxArgs: 2,
    run: hmacSha256,
  },
]
