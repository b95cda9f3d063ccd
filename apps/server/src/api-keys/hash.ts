import { createHash } from 'node:crypto'

/** The SHA-256 of a key's text, in base64: what keys are known by. */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('base64')
}
