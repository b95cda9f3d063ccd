import { Alert, Stack, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'

export interface Trouble {
  title: string
  /** What is wrong and how to mend it, one sentence or two each. */
  lines: string[]
}

/** What went wrong, in the place where it did, with the remedy. */
export function TroubleAlert({ trouble: { title, lines } }: { trouble: Trouble }) {
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertCircle size={18} aria-hidden />} title={title}>
      <Stack gap={4}>
        {lines.map((line) => (
          <Text key={line} style={{ overflowWrap: 'anywhere' }}>
            {line}
          </Text>
        ))}
      </Stack>
    </Alert>
  )
}
