import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Command } from '../command.tsx'
import { later } from '../later.tsx'

const SignatureCodeTabs = later(async () => (await import('./signature-code-tabs.tsx')).SignatureCodeTabs, { what: 'The code' })

/** A signing secret that was just made or taken, and what it is of. */
export interface NamedSecret {
  name: string
  secret: string
}

/** Shows signing secrets the one time that they can be shown. */
export function SecretModal({ told, onClose }: { told: readonly NamedSecret[]; onClose: () => void }) {
  const [showsCode, setShowsCode] = useState(false)
  return (
    <Modal
      opened={told.length > 0}
      onClose={onClose}
      title="Signing secret"
      centered
      size={showsCode ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        <Text>Copy it now: it is not shown again. The receiver needs it to check that calls come from this Hookline.</Text>
        {told.map(({ name, secret }) => (
          <Stack key={secret} gap={4}>
            <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Text>
            <Command name="the signing secret" text={secret} />
          </Stack>
        ))}
        {showsCode && <SignatureCodeTabs />}
        <Group justify="space-between">
          <Button variant="subtle" onClick={() => setShowsCode(!showsCode)} aria-expanded={showsCode}>
            {showsCode ? 'Hide the code' : 'How the receiver verifies it'}
          </Button>
          <Button onClick={onClose}>I have copied it</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
