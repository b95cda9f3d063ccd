import type { EventType, JsonObject } from '@hookline/schema'
import { Accordion, Button, Code, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Command } from '../../components/command.tsx'
import { eventCommand } from '../../components/event-command.ts'
import { OneEvent } from '../../components/event-fields.tsx'
import { TroubleAlert } from '../../components/trouble-alert.tsx'
import { ValueInputs } from '../../components/values-field/value-inputs.tsx'
import { call } from '../../lib/api.ts'
import { errorLines } from '../../lib/error-lines.ts'
import type { Sent } from './progress.ts'
import { sampleOf } from './samples.ts'

interface SendStepProps {
  /** The types that lead to a call. */
  types: readonly EventType[]
  isFirst: boolean
  publicUrl: string
  onSent: (sent: Sent) => void
}

const sampleUser = 'u-42'

/** Sends a sample of the event; its values can be changed, without JSON. */
export function SendStep({ types, isFirst, publicUrl, onSent }: SendStepProps) {
  const [name, setName] = useState<string | null>(null)
  const type = types.find((candidate) => candidate.name === name) ?? types[0]
  const [userId, setUserId] = useState(sampleUser)
  const [changes, setChanges] = useState<JsonObject>({})
  const data = { ...sampleOf(type), ...changes }
  const event = { type: type?.name ?? '', userId, data }
  const send = useMutation({
    mutationFn: () => call<{ ids: string[] }>('POST', '/v1/events', { body: event }),
    onSuccess: ({ ids: [eventId] }) => eventId !== undefined && onSent({ eventId, ...event }),
  })
  const choose = (next: string) => {
    setName(next)
    setChanges({})
  }
  return (
    <Stack gap="md">
      {types.length > 1 && <OneEvent label="Event to send" types={types} value={type} onChange={choose} />}
      <Text c="dimmed">
        A sample of {type?.title ?? 'the event'} is ready. Send it as it is, or change a value first; it counts as a real event.
      </Text>
      <SimpleGrid cols={{ base: 2, lg: 3 }} spacing="sm">
        <TextInput label="User" value={userId} onChange={(change) => setUserId(change.currentTarget.value)} />
        <ValueInputs key={type?.name} values={data} onChange={setChanges} />
      </SimpleGrid>
      {send.isError && <TroubleAlert trouble={{ title: 'The event was not sent', lines: errorLines(send.error) }} />}
      <Button
        leftSection={<IconSend size={16} aria-hidden />}
        loading={send.isPending}
        onClick={() => send.mutate()}
        variant={isFirst ? 'filled' : 'default'}
        style={{ alignSelf: 'flex-start' }}
        autoFocus
      >
        {isFirst ? 'Send the sample event' : 'Send another'}
      </Button>
      <Accordion variant="default" styles={{ control: { paddingInline: 0 }, content: { paddingInline: 0 }, item: { borderBottom: 0 } }}>
        <Accordion.Item value="code">
          <Accordion.Control>
            <Text size="sm">Send it from your own code</Text>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                With an API key of Settings in <Code>HOOKLINE_API_KEY</Code>:
              </Text>
              <Command name="send an event" text={eventCommand({ publicUrl, event })} />
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  )
}
