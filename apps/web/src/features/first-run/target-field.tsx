import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import type { Choices } from './progress.ts'

interface TargetFieldProps {
  choices: Choices
  onChange: (change: Partial<Choices>) => void
  /** What is wrong with the address that was given. */
  error: string | null
}

/** Where the call goes: an echo bucket, which shows what arrives, or an address of one's own. */
export function TargetField({ choices: { target, url }, onChange, error }: TargetFieldProps) {
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label="Where the call goes"
        data={[
          { value: 'echo', label: 'An echo bucket' },
          { value: 'own', label: 'My own URL' },
        ]}
        value={target}
        onChange={(value) => onChange({ target: value === 'own' ? 'own' : 'echo' })}
        style={{ alignSelf: 'flex-start' }}
      />
      {target === 'echo' ? (
        <Text c="dimmed">A bucket of Hookline’s own is made for you: it accepts any request and shows here what arrived.</Text>
      ) : (
        <TextInput
          label="URL"
          type="url"
          placeholder="https://crm.example.com/hooks"
          value={url}
          onChange={(event) => onChange({ url: event.currentTarget.value })}
          error={error}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        />
      )}
    </Stack>
  )
}

/** Why a URL cannot be one, before the server is asked; null where it can. */
export function urlMistake({ target, url }: Choices): string | null {
  if (target === 'echo') return null
  if (url.trim() === '') return 'Paste the URL that receives the calls, or choose the echo bucket.'
  return /^https?:\/\//i.test(url.trim()) ? null : 'Begin the URL with https://, such as https://crm.example.com/hooks.'
}
