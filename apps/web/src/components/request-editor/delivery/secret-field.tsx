import type { Diagnostic } from '@hookline/schema'
import { parseSecret } from '@hookline/webhook'
import { Button, Group, Radio, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { ProblemList } from '../problem-list.tsx'
import { SecretInput } from '../secret-input.tsx'

/** `generate`, an own `whsec_…`, null to remove it; undefined leaves it as it is. */
export type SecretChange = string | null | undefined

interface SecretFieldProps {
  hasSecret: boolean
  /** Whether a change waits to be saved. */
  isChanged: boolean
  problems: readonly Diagnostic[]
  onChange: (secret: SecretChange) => void
}

type Choice = 'keep' | 'none' | 'generate' | 'own'

/** Whether requests are signed, and with what. A secret that is stored is never shown, only kept, replaced or removed. */
export function SecretField({ hasSecret, isChanged, problems, onChange }: SecretFieldProps) {
  const [choice, setChoice] = useState<Choice | null>(null)
  const [own, setOwn] = useState('')
  const [wasChanged, setWasChanged] = useState(isChanged)
  const parsed = parseSecret(own)
  if (wasChanged !== isChanged) {
    setWasChanged(isChanged)
    // It was saved: what was chosen has become what is stored. An own secret that is half typed stays.
    if (!isChanged && (choice !== 'own' || parsed.ok)) {
      setChoice(null)
      setOwn('')
    }
  }
  const chosen = choice ?? (hasSecret ? 'keep' : 'none')

  const choose = (next: Choice) => {
    setChoice(next)
    setOwn('')
    if (next === 'keep' || next === 'own') onChange(undefined)
    else if (next === 'generate') onChange('generate')
    else onChange(hasSecret ? null : undefined)
  }
  return (
    <Stack gap="sm">
      {hasSecret && chosen === 'keep' ? (
        <Group justify="space-between" gap="sm">
          <Text size="sm">Requests are signed with the stored secret.</Text>
          <Group gap="xs">
            <Button size="compact-xs" variant="default" onClick={() => choose('generate')}>
              Replace
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => choose('none')}>
              Stop signing
            </Button>
          </Group>
        </Group>
      ) : (
        <Radio.Group aria-label="Signing secret" value={chosen} onChange={(value) => choose(value as Choice)}>
          <Stack gap={6}>
            {hasSecret && <Radio size="xs" value="keep" label="Keep the stored secret" />}
            <Radio size="xs" value="none" label={hasSecret ? 'None: the stored secret is removed' : 'None: requests are not signed'} />
            <Radio size="xs" value="generate" label="Generate: made when this is saved, and shown once" />
            <Radio size="xs" value="own" label="Own" />
          </Stack>
        </Radio.Group>
      )}
      {chosen === 'own' && (
        <SecretInput
          label="Secret"
          description="whsec_ and the base64 of 24 to 64 random bytes"
          value={own}
          errorOf={refusalOf}
          onCommit={(typed) => {
            const next = typed.trim()
            setOwn(next)
            onChange(parseSecret(next).ok ? next : undefined)
          }}
        />
      )}
      <ProblemList problems={problems} onFix={() => undefined} />
    </Stack>
  )
}

function refusalOf(typed: string): string | null {
  const parsed = parseSecret(typed.trim())
  return typed === '' || parsed.ok ? null : `${parsed.message} ${parsed.fix}`
}
