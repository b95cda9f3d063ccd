import type { EchoRequest } from '@hookline/schema'
import { PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { missingSignatureHeaders } from '../../components/signature/check-signature.ts'
import { bodyBytes, useVerdict } from '../../components/signature/use-verdict.ts'
import { Verdict } from '../../components/signature/verdict.tsx'
import { StatusWord } from '../../components/status-word.tsx'

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
