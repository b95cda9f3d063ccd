import { Button, Code, CopyButton, Group, Modal, Stack, Text } from '@mantine/core'
import type { ToldSecret } from './settle-secrets.ts'

interface SecretModalProps {
  told: readonly ToldSecret[]
  nameOf: (nodeId: string) => string
  onClose: () => void
}

/** Shows signing secrets the one time that they can be shown. */
export function SecretModal({ told, nameOf, onClose }: SecretModalProps) {
  return (
    <Modal opened={told.length > 0} onClose={onClose} title="Signing secret" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Text>Copy it now: it is not shown again. The receiver needs it to check that calls come from this Hookline.</Text>
        {told.map(({ nodeId, secret }) => (
          <Stack key={nodeId} gap={4}>
            <Text size="sm" fw={500}>
              {nameOf(nodeId)}
            </Text>
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <Code block flex={1} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
                {secret}
              </Code>
              <CopyButton value={secret}>
                {({ copied, copy }) => (
                  <Button variant="default" size="xs" onClick={copy}>
                    {copied ? 'Copied' : 'Copy'}
                  </Button>
                )}
              </CopyButton>
            </Group>
          </Stack>
        ))}
        <Group justify="flex-end">
          <Button onClick={onClose}>I have copied it</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
