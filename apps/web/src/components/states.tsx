import { Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { reasonOf } from '../lib/notify.ts'

interface EmptyProps {
  title: string
  children?: ReactNode
  /** What fills it. */
  action?: ReactNode
}

/** Nothing is here yet: what belongs here, and how it gets here. */
export function EmptyState({ title, children, action }: EmptyProps) {
  return (
    <Card padding="xl">
      <Stack gap="sm" align="center" ta="center">
        <Title order={2}>{title}</Title>
        {children && (
          <Text c="dimmed" maw={520}>
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Card>
  )
}

/** Something could not be read: why, and a way to try again. */
export function ErrorState({ error, onRetry, what }: { what: string; error: unknown; onRetry?: () => void }) {
  return (
    <Card role="alert">
      <Stack gap="sm" align="flex-start">
        <Text fw={600}>{what}</Text>
        <Text style={{ overflowWrap: 'anywhere' }}>{reasonOf(error)}</Text>
        {onRetry && (
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Card>
  )
}

/** Rows in the place of those that are on their way. */
export function LoadingRows({ rows = 8 }: { rows?: number }) {
  return (
    <Stack gap={0} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
        <Group key={row} h={40} gap="md" wrap="nowrap">
          <Skeleton height={12} width="24%" />
          <Skeleton height={12} width="16%" />
          <Skeleton height={12} width="32%" />
          <Skeleton height={12} width="12%" />
        </Group>
      ))}
    </Stack>
  )
}
