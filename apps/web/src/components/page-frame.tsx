import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'

interface PageFrameProps {
  title: string
  /** What the page is for, in a sentence. */
  description?: ReactNode
  /** Where this page belongs, such as its list. */
  parent?: { label: string; to: string }
  /** The primary action stands last. */
  actions?: ReactNode
  children: ReactNode
}

/** The head and the body of a page: title, what one can do, content. */
export function PageFrame({ title, description, parent, actions, children }: PageFrameProps) {
  useEffect(() => {
    document.title = `${title} · Hookline`
  }, [title])
  return (
    <Stack gap="md" p="lg">
      <Group component="header" justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} miw={0} flex={1}>
          {parent && (
            <Anchor component={Link} to={parent.to} size="sm" c="dimmed">
              ← {parent.label}
            </Anchor>
          )}
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          {description && (
            <Text c="dimmed" size="sm" maw={720}>
              {description}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="sm">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}
