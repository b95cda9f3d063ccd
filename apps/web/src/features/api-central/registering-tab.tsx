import { Anchor, Code, List, Stack, Text, Title } from '@mantine/core'
import { Command } from '../../components/command.tsx'

/** How a program registers a webhook. */
export function RegisteringTab() {
  const { origin } = window.location
  return (
    <Stack gap="lg" maw={820}>
      <Stack gap="sm">
        <Title order={2}>Register a webhook</Title>
        <Text>
          With a key of scope <Code>manage</Code>. <Code>scope</Code> is an event type, the name of a group, or <Code>*</Code>, or a list of
          them; a group takes the types that come into it later as well. Every URL of a list gets the same payload and is retried on its
          own.
        </Text>
        <Command name="registering" text={registering(origin)} />
        <List size="md" spacing={4}>
          <List.Item>
            <Code>secret</Code>: <Code>generate</Code>, or one of your own (<Code>whsec_…</Code>). It is in this answer alone; every call is
            signed with it.
          </List.Item>
          <List.Item>
            <Code>hook_id</Code>: a name of your own, by which the webhook can be read, changed, tested and deleted.
          </List.Item>
        </List>
      </Stack>
      <Stack gap="sm">
        <Title order={2}>Change, test and delete it</Title>
        <Command name="changing" text={changing(origin)} />
      </Stack>
      <Text>
        Everything else stands in the{' '}
        <Anchor href="/docs" target="_blank" underline="always">
          API reference
        </Anchor>
        : conditions, headers, body templates, delivery policies and rotation of secrets.
      </Text>
    </Stack>
  )
}

const registering = (origin: string) => `curl -X POST ${origin}/v1/webhooks \\
  -H "Authorization: Bearer $HOOKLINE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "scope": ["user_activity", "user_reward"],
    "url": ["https://crm.example.com/hooks", "https://data.example.com/events"],
    "secret": "generate",
    "hook_id": "crm"
  }'`

const changing = (origin: string) => `curl -X PATCH ${origin}/v1/webhooks/crm -H "Authorization: Bearer $HOOKLINE_API_KEY" \\
  -H "Content-Type: application/json" -d '{ "status": "inactive" }'

curl -X POST ${origin}/v1/webhooks/crm/test -H "Authorization: Bearer $HOOKLINE_API_KEY" \\
  -H "Content-Type: application/json" -d '{ "eventType": "level_completed", "userId": "u-42" }'

curl -X DELETE ${origin}/v1/webhooks/crm -H "Authorization: Bearer $HOOKLINE_API_KEY"`
