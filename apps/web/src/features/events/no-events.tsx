import { Anchor, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Command } from '../../components/command.tsx'
import { eventCommand, usualEvent } from '../../components/event-command.ts'
import { usePublicUrl } from '../../lib/use-public-url.ts'

/** Nothing has come yet: how it comes. */
export function NoEvents({ onSend }: { onSend: (() => void) | undefined }) {
  const publicUrl = usePublicUrl()
  return (
    <Card padding="xl">
      <Stack gap="md" maw={760}>
        <Title order={2}>No event has come yet</Title>
        <Text>
          An event says that something happened to a user of yours. Your system sends it over HTTP with an API key, and Hookline answers
          once it is stored. It appears here by itself.
        </Text>
        <Command name="send an event" text={eventCommand({ publicUrl, event: usualEvent })} />
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
