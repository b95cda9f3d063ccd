import type { EchoRequest } from '@hookline/schema'
import { PasswordInput, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { StatusWord } from '../../components/status-word.tsx'
import { formatDuration } from '../../lib/format-duration.ts'
import { checkSignature, missingSignatureHeaders, type SignatureVerdict } from './check-signature.ts'
import { bodyBytes } from './request-facts.ts'

interface SignatureSectionProps {
  request: EchoRequest
  secret: string
  onSecret: (secret: string) => void
}

/** Whether the request was signed, and with this secret. The check is made here: the secret is sent nowhere. */
export function SignatureSection({ request, secret, onSecret }: SignatureSectionProps) {
  const missing = missingSignatureHeaders(request.headers)
  return (
    <Stack gap={4}>
      <Title order={3}>Signature</Title>
      {missing.includes('webhook-signature') ? (
        <Text component="div" size="sm">
          <StatusWord tone="off">Not signed</StatusWord>
          <Text size="sm" c="dimmed">
            It has no header webhook-signature: whatever sent it has no secret.
          </Text>
        </Text>
      ) : missing.length > 0 ? (
        <Text component="div" size="sm">
          <StatusWord tone="bad">Cannot be checked</StatusWord>
          <Text size="sm" c="dimmed">
            It lacks {missing.join(' and ')}, which the signature is made over.
          </Text>
        </Text>
      ) : (
        <Check request={request} secret={secret} onSecret={onSecret} />
      )}
    </Stack>
  )
}

function Check({ request, secret, onSecret }: SignatureSectionProps) {
  const verdict = useVerdict(request, secret)
  return (
    <Stack gap={8}>
      <PasswordInput
        label="Signing secret"
        description="Of the webhook that sent it. It stays in this page and is sent nowhere."
        placeholder="whsec_…"
        autoComplete="off"
        value={secret}
        onChange={(event) => onSecret(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the secret' }}
        maw={520}
      />
      <div role="status">
        {secret.trim() === '' ? <StatusWord tone="off">Signed; not checked yet</StatusWord> : <Verdict verdict={verdict} />}
      </div>
    </Stack>
  )
}

function useVerdict(request: EchoRequest, secret: string): SignatureVerdict | null {
  const [verdict, setVerdict] = useState<SignatureVerdict | null>(null)
  useEffect(() => {
    let isOld = false
    setVerdict(null)
    if (secret.trim() === '') return
    // Browsers have it in secure contexts alone: https, or this very computer.
    const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined
    const checked: Promise<SignatureVerdict> = subtle
      ? checkSignature({ ...request, body: bodyBytes(request) }, secret, subtle)
      : Promise.resolve({ kind: 'unreadable', why: 'This browser checks signatures only on pages that came over https.' })
    void checked.then((found) => {
      if (!isOld) setVerdict(found)
    })
    return () => {
      isOld = true
    }
  }, [request, secret])
  return verdict
}

function Verdict({ verdict }: { verdict: SignatureVerdict | null }) {
  if (!verdict) return null
  switch (verdict.kind) {
    case 'valid':
      return <StatusWord tone="good">Valid with this secret</StatusWord>
    case 'valid-but-old':
      return (
        <Told tone="waiting" word="Valid with this secret, but its time is off">
          Its time stamp is {formatDuration(verdict.offSeconds * 1000)} away from when it came; receivers refuse more than 5 minutes.
        </Told>
      )
    case 'invalid':
      return (
        <Told tone="bad" word="Not valid with this secret">
          It was signed with another secret, or the body was changed on the way. Secrets stand in the settings of the webhook.
        </Told>
      )
    case 'unreadable':
    case 'bad-secret':
      return (
        <Told
          tone={verdict.kind === 'bad-secret' ? 'waiting' : 'bad'}
          word={verdict.kind === 'bad-secret' ? 'That is no secret' : 'Cannot be checked'}
        >
          {verdict.why}
        </Told>
      )
    default:
      return verdict satisfies never
  }
}

function Told({ tone, word, children }: { tone: 'good' | 'waiting' | 'bad'; word: string; children: ReactNode }) {
  return (
    <>
      <StatusWord tone={tone}>{word}</StatusWord>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </>
  )
}
