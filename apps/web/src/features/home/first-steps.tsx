import { Anchor, Card, Code, Group, Stack, Text, Title } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Command } from '../../components/command.tsx'
import { firstCommands, randomText } from './commands.ts'

/** Three steps from nothing to a call that arrives, in an echo bucket of one's own. */
export function FirstSteps({ publicUrl }: { publicUrl: string }) {
  const [bucket] = useState(() => randomText(18))
  const [key] = useState(() => `hk_${randomText(24)}`)
  const commands = firstCommands({ publicUrl, bucket, key })
  return (
    <Card component="section" aria-labelledby="first-steps">
      <Stack gap="lg">
        <Title order={2} id="first-steps">
          What to do first
        </Title>
        <Step number={1} title="Start Hookline with an API key">
          <Text>
            Hookline takes events from callers that have a key. Its first key is made at the start, from <Code>HOOKLINE_API_KEY</Code>; if
            you have a key already, use that one. Set the variable also where you type the next steps.
          </Text>
          <Command name="start with a key" text={commands.start} />
        </Step>
        <Step number={2} title="Say what to call when a level is completed">
          <Text>This webhook calls an echo bucket, which accepts any request and shows what it received.</Text>
          <Command name="make a webhook" text={commands.webhook} />
        </Step>
        <Step number={3} title="Send an event">
          <Text>Hookline answers once the event is stored, and calls the bucket.</Text>
          <Command name="send an event" text={commands.event} />
          <Text>
            <Anchor href={`/echo-list/${bucket}/`} target="_blank" rel="noopener">
              Watch it arrive in the echo bucket
            </Anchor>
          </Text>
        </Step>
      </Stack>
    </Card>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <Group gap="md" align="flex-start" wrap="nowrap">
      <Text c="dimmed" fw={600} w={16} ta="right" aria-hidden style={{ fontVariantNumeric: 'tabular-nums' }}>
        {number}
      </Text>
      <Stack gap="sm" flex={1} miw={0}>
        <Title order={3}>{title}</Title>
        {children}
      </Stack>
    </Group>
  )
}
