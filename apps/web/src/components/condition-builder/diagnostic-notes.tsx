import type { Diagnostic } from '@hookline/schema'
import { Group, Stack, Text } from '@mantine/core'
import { ToneIcon } from '../tone-icon.tsx'

const tones = { error: 'bad', warning: 'waiting', info: 'off' } as const

/** What there is to say, each with its remedy, beside what it is about. */
export function DiagnosticNotes({ id, diagnostics }: { id?: string; diagnostics: readonly Diagnostic[] }) {
  if (diagnostics.length === 0) return null
  return (
    <Stack gap="xs" {...(id !== undefined && { id })}>
      {diagnostics.map((diagnostic) => (
        <Group key={`${diagnostic.code} ${diagnostic.path} ${diagnostic.message}`} gap="sm" wrap="nowrap" align="flex-start">
          <ToneIcon tone={tones[diagnostic.severity]} />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {diagnostic.message}
            {diagnostic.fix !== undefined && <Text span c="dimmed">{` ${diagnostic.fix}`}</Text>}
          </Text>
        </Group>
      ))}
    </Stack>
  )
}
