import { Card, Group, Stack, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export type StepState = 'done' | 'now' | 'later'

interface StepProps {
  number: number
  title: string
  state: StepState
  /** What was decided in it, in a sentence; stands in its place once it is done. */
  summary?: ReactNode
  /** Can be done again: what it asks stays once it is done. */
  staysOpen?: boolean
  children: ReactNode
}

/** One step of a way: what it asks while it is on, what came of it afterwards. */
export function Step({ number, title, state, summary, staysOpen = false, children }: StepProps) {
  const isOpen = state === 'now' || (state === 'done' && staysOpen)
  const isQuiet = state === 'later'
  return (
    <Card component="li" padding="md" {...(isQuiet && { bg: 'transparent' })}>
      <Group gap="md" align="flex-start" wrap="nowrap">
        <ThemeIcon
          size={24}
          radius="xl"
          variant={state === 'now' ? 'filled' : 'light'}
          color={state === 'done' ? 'green' : state === 'now' ? 'indigo' : 'gray'}
          fz={12}
          fw={600}
          aria-hidden
        >
          {state === 'done' ? <IconCheck size={14} stroke={2.5} /> : number}
        </ThemeIcon>
        <Stack gap={isOpen ? 'md' : 4} flex={1} miw={0}>
          <Title order={2} size="h3" lh="24px" {...(isQuiet && { c: 'dimmed' })}>
            <VisuallyHidden>{`Step ${number}${state === 'done' ? ', done' : ''}: `}</VisuallyHidden>
            {title}
          </Title>
          {isOpen && children}
          {state === 'done' && summary && (
            <Text component="div" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {summary}
            </Text>
          )}
        </Stack>
      </Group>
    </Card>
  )
}
