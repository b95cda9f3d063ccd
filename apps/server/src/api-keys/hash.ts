import { hash } from 'node:crypto'

/** The SHA-256 of a key's text, in base64: what keys are known by. */
export function keyHash(key: string): string {
  return hash('sha256', key, 'base64')
}
