import { Button, Group, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { settingsQuery } from '../../lib/settings.ts'
import classes from './shell.module.css'

/** Every screen says so while nothing leaves: since when, and who did it. */
export function SwitchBanner() {
  const { data } = useQuery(settingsQuery)
  if (data?.webhooksEnabled !== false) return null
  const { webhooksChangedAt: at, webhooksChangedBy: by } = data
  return (
    <Group className={classes.banner} role="status" gap="md" wrap="nowrap" px="lg" py={6}>
      <IconPlugConnectedX size={18} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" flex={1} style={{ overflowWrap: 'anywhere' }}>
        Calls are switched off: events are stored and deliveries held, nothing leaves.
        {at && (
          <>
            {' '}
            Since <RelativeTime time={at} />
            {by && `, by ${seenText(by)}`}.
          </>
        )}
      </Text>
      <Button size="compact-sm" variant="default" component={Link} to="/settings" search={{ tab: 'calls' } as never}>
        Turn on…
      </Button>
    </Group>
  )
}
