import { PasswordInput, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { missingSignatureHeaders } from '../../components/signature/missing-headers.ts'
import { useVerdict } from '../../components/signature/use-verdict.ts'
import { Verdict } from '../../components/signature/verdict.tsx'
import { StatusWord } from '../../components/status-word.tsx'

const headerNames = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
const mono = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }

/** Checks a signature by hand. It is done in the page: the secret is sent nowhere. */
export function VerifyBox() {
  const [secret, setSecret] = useState('')
  const [headers, setHeaders] = useState<Record<string, string>>({})
  const [body, setBody] = useState('')
  const lacks = [...(secret.trim() === '' ? ['the secret'] : []), ...missingSignatureHeaders(headers)]
  // Whoever looks into an old call knows that it is old: its time is not held against it.
  const signed = useMemo(
    () =>
      missingSignatureHeaders(headers).length > 0
        ? null
        : { headers, body: new TextEncoder().encode(body), receivedAt: receivedAt(headers['webhook-timestamp'] ?? '') },
    [headers, body],
  )
  const verdict = useVerdict(signed, secret)
  return (
    <Stack gap="sm" component="section" aria-labelledby="verify-a-signature">
      <Title order={2} id="verify-a-signature">
        Verify a signature
      </Title>
      <Text>Paste what the receiver got: the three headers, and the body as it came, to the last space.</Text>
      <PasswordInput
        label="Signing secret"
        description="It stays in this page and is sent nowhere."
        placeholder="whsec_…"
        autoComplete="off"
        value={secret}
        onChange={(event) => setSecret(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the secret' }}
      />
      {headerNames.map((name) => (
        <TextInput
          key={name}
          label={name}
          styles={mono}
          value={headers[name] ?? ''}
          onChange={(event) => setHeaders({ ...headers, [name]: event.currentTarget.value.trim() })}
        />
      ))}
      <Textarea
        label="Body"
        autosize
        minRows={4}
        maxRows={16}
        styles={mono}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <div role="status">
        {lacks.length > 0 ? (
          <>
            <StatusWord tone="off">Not checked yet</StatusWord>
            <Text size="sm" c="dimmed">
              Missing: {lacks.join(', ')}.
            </Text>
          </>
        ) : (
          <Verdict verdict={verdict} />
        )}
      </div>
    </Stack>
  )
}

/** The instant that the sender wrote down; what is no number is told by the check itself. */
function receivedAt(timestamp: string): string {
  const ms = Number(timestamp) * 1000
  return Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms).toISOString() : new Date(0).toISOString()
}
