import type { EchoRequest } from '@hookline/schema'
import { useEffect, useState } from 'react'
import { checkSignature, type SignatureVerdict, type Signed } from './check-signature.ts'

/** What a secret says to a signed request; null while it is not known, and where there is no secret. The check is made here: the secret is sent nowhere. */
export function useVerdict(signed: Signed | null, secret: string): SignatureVerdict | null {
  const [verdict, setVerdict] = useState<SignatureVerdict | null>(null)
  useEffect(() => {
    let isOld = false
    setVerdict(null)
    if (!signed || secret.trim() === '') return
    // Browsers have it in secure contexts alone: https, or this very computer.
    const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
    const checked: Promise<SignatureVerdict> = subtle
      ? checkSignature(signed, secret, subtle)
      : Promise.resolve({ kind: 'unreadable', why: 'This browser checks signatures only on pages that came over https.' })
    void checked.then((found) => {
      if (!isOld) setVerdict(found)
    })
    return () => {
      isOld = true
    }
  }, [signed, secret])
  return verdict
}

/** The body as it came over the wire. */
export function bodyBytes({ body, bodyEncoding }: Pick<EchoRequest, 'body' | 'bodyEncoding'>): Uint8Array<ArrayBuffer> {
  if (bodyEncoding === 'utf8') return new TextEncoder().encode(body)
  return Uint8Array.from(atob(body), (character) => character.charCodeAt(0))
}
