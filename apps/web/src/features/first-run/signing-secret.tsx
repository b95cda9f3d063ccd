import { Card, Code, Group, Stack, Text, Title } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { Command } from '../../components/command.tsx'
import { SignatureCodeTabs } from '../../components/signature/signature-code-tabs.tsx'

/** The signing secret, the one time that it is shown, and what the receiver does with it. */
export function SigningSecret({ secret }: { secret: string }) {
  return (
    <Card component="section" aria-labelledby="secret" padding="md" bg="light-dark(var(--mantine-color-indigo-0), #1e2233)">
      <Stack gap="sm">
        <Group gap="sm">
          <IconKey size={18} aria-hidden />
          <Title order={3} id="secret">
            The signing secret, shown only now
          </Title>
        </Group>
        <Text>Keep it where your server reads its secrets. A lost one is replaced, not shown again.</Text>
        <Command name="the signing secret" text={secret} />
        <Text>
          Every call carries <Code>webhook-signature</Code>. Your server checks it, with a library of Standard Webhooks or by itself:
        </Text>
        <SignatureCodeTabs />
      </Stack>
    </Card>
  )
}
