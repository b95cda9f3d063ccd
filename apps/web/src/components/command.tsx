import { Button, Code, CopyButton, Group } from '@mantine/core'

/** A command to copy. `name` tells the copy button of one command from that of another. */
export function Command({ name, text }: { name: string; text: string }) {
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <Code block flex={1} miw={0} px={12} py={8} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {text}
      </Code>
      <CopyButton value={text} timeout={2000}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" w={72} px={0} onClick={copy} aria-label={copied ? `Copied: ${name}` : `Copy: ${name}`}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </Group>
  )
}
