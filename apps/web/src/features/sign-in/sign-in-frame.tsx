import { Card, Center, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

/** The card in which one signs in. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Hookline`
  }, [title])
  return (
    <Center mih="100vh" p="md">
      <Card w={400} maw="100%" padding="xl" component="main">
        <Stack gap="lg">
          <Group gap="sm">
            <img src="/icon.svg" width="24" height="24" alt="" />
            <Text fw={600} size="lg">
              Hookline
            </Text>
          </Group>
          <Title order={1}>{title}</Title>
          {children}
        </Stack>
      </Card>
    </Center>
  )
}
