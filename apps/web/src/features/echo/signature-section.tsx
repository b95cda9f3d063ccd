import { Stack, Text, Title } from '@mantine/core'
import { later } from '../../components/later.tsx'
import { missingSignatureHeaders } from '../../components/signature/missing-headers.ts'
import { StatusWord } from '../../components/status-word.tsx'
import type { SignatureCheckProps } from './signature-check.tsx'

const SignatureCheck = later(async () => (await import('./signature-check.tsx')).SignatureCheck, { what: 'The check', rows: 1 })

/** Whether the request was signed, and with this secret. The check is made here: the secret is sent nowhere. */
export function SignatureSection({ request, secret, onSecret }: SignatureCheckProps) {
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
        <SignatureCheck request={request} secret={secret} onSecret={onSecret} />
      )}
    </Stack>
  )
}
