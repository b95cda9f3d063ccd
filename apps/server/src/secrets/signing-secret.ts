import { randomBytes } from 'node:crypto'
import type { FieldError } from '@hookline/schema'
import { parseSecret } from '@hookline/webhook'

const generatedBytes = 32

/** A signing secret as a caller gave it, judged: its text, or what is wrong with it at `path`. */
export type ReadSigningSecret = { ok: true; secret: string } | { ok: false; error: FieldError }

/** Reads `whsec_…`, or makes a new secret for `generate`. No message repeats any part of a secret. */
export function readSigningSecret(given: unknown, path: string): ReadSigningSecret {
  if (typeof given !== 'string') return { ok: false, error: { path, code: 'field.type', message: 'must be "generate", whsec_… or null' } }
  if (given === 'generate') return { ok: true, secret: `whsec_${randomBytes(generatedBytes).toString('base64')}` }
  const parsed = parseSecret(given)
  if (parsed.ok) return { ok: true, secret: given }
  return { ok: false, error: { path, code: parsed.code, message: `${parsed.message} ${parsed.fix}` } }
}
