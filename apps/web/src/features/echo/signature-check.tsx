import type { EchoRequest } from '@hookline/schema'
import { PasswordInput, Stack } from '@mantine/core'
import { useMemo } from 'react'
import { bodyBytes, useVerdict } from '../../components/signature/use-verdict.ts'
import { Verdict } from '../../components/signature/verdict.tsx'
import { StatusWord } from '../../components/status-word.tsx'

export interface SignatureCheckProps {
  request: EchoRequest
  secret: string
  onSecret: (secret: string) => void
}

/** Checks the signature of a request with the secret that is typed. The check is made here: the secret is sent nowhere. */
export function SignatureCheck({ request, secret, onSecret }: SignatureCheckProps) {
  const signed = useMemo(() => ({ ...request, body: bodyBytes(request) }), [request])
  const verdict = useVerdict(signed, secret)
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
