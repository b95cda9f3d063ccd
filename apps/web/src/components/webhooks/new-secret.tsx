import { Button, Group, Stack, Text } from '@mantine/core'
import { Command } from '../command.tsx'
import { SignatureCodeTabs } from '../signature/signature-code-tabs.tsx'

/** The secret of a webhook that was just made, the one time that it is shown. */
export function NewSecret({ secret, onOpen }: { secret: string; onOpen: () => void }) {
  return (
    <Stack gap="md">
      <Text>The webhook is made. Copy its secret now; a lost one is replaced, not shown again.</Text>
      <Command name="the signing secret" text={secret} />
      <Text>This is how the receiver verifies a call:</Text>
      <SignatureCodeTabs />
      <Group justify="flex-end">
        <Button onClick={onOpen}>Open the webhook</Button>
      </Group>
    </Stack>
  )
}
