import { readFileSync } from 'node:fs'

type Name = 'ca' | 'key' | 'good' | 'expired' | 'otherHost' | 'selfSigned'

/**
 * Certificates for tests alone, made once with openssl: a CA of our own, and with one key a certificate for crm.test, one
 * that expired in 2021, one for other.test, and one that signed itself.
 */
export const certificates = JSON.parse(
  readFileSync(new URL('../../../../../vectors/certificates.json', import.meta.url), 'utf8'),
) as Record<Name, string>
