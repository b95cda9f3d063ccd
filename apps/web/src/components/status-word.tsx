import { Group, Text } from '@mantine/core'
import { ToneIcon } from './tone-icon.tsx'

export type Tone = 'good' | 'waiting' | 'bad' | 'off'

/** How something is: a shape, a colour and a word. */
export function StatusWord({ tone, children }: { tone: Tone; children: string }) {
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      <ToneIcon tone={tone} />
      <Text span inherit style={{ whiteSpace: 'nowrap' }}>
        {children}
      </Text>
    </Group>
  )
}
