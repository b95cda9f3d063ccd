import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Command } from '../../components/command.tsx'
import { fetchReadiness } from '../../lib/readiness.ts'
import { firstEvent, sendCommand } from './how-to-send.ts'

/** Nothing has come yet: how it comes. */
export function NoEvents({ onSend }: { onSend: (() => void) | undefined }) {
  const { data } = useQuery({ queryKey: ['readiness'], queryFn: fetchReadiness, retry: false, staleTime: 5000 })
  return (
    <Card padding="xl">
      <Stack gap="md" maw={760}>
        <Title order={2}>No event has come yet</Title>
        <Text>
          An event says that something happened to a user of yours. Your system sends it over HTTP with an API key, and Hookline answers
          once it is stored. It appears here by itself.
        </Text>
        <Command name="send an event" text={sendCommand(data?.publicUrl ?? window.location.origin, firstEvent)} />
        <Group gap="md">
          {onSend && (
            <Button variant="default" onClick={onSend}>
              Send one from here
            </Button>
          )}
          <Anchor renderRoot={(props) => <Link {...props} to="/settings" search={{ tab: 'keys' }} />}>Make an API key in Settings</Anchor>
        </Group>
      </Stack>
    </Card>
  )
}
