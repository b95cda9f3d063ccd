import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

// Format: one byte of version, 12 of nonce, 16 of tag, then the ciphertext (AES-256-GCM, NIST SP 800-38D).
const version = 1
const nonceBytes = 12
const tagBytes = 16

/** Seals secrets at rest under the master key. */
export interface Sealer {
  seal(text: string): Buffer
  /** The text that was sealed; throws where the bytes were changed or sealed under another key. */
  open(sealed: Uint8Array): string
}

/** A sealer under a master key of 32 bytes. */
export function createSealer(masterKey: Buffer): Sealer {
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', masterKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body])
    },
    open(sealed) {
      if (sealed[0] !== version) throw new Error('sealed by an unknown version')
      const decipher = createDecipheriv('aes-256-gcm', masterKey, sealed.subarray(1, 1 + nonceBytes))
      decipher.setAuthTag(sealed.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes))
      const body = sealed.subarray(1 + nonceBytes + tagBytes)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}
