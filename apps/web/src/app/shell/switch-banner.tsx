import { Button, Group, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { settingsQuery } from '../../lib/settings-query.ts'
import classes from './shell.module.css'

/** Every screen says so while nothing leaves. */
export function SwitchBanner() {
  const { data } = useQuery(settingsQuery)
  if (data?.webhooksEnabled !== false) return null
  return (
    <Group className={classes.banner} role="status" gap="md" wrap="nowrap" px="lg" py={6}>
      <IconPlugConnectedX size={18} aria-hidden />
      <Text size="sm" flex={1}>
        Calls are switched off: events are stored and deliveries held, nothing leaves.
      </Text>
      <Button size="compact-sm" variant="default" component={Link} to="/settings" search={{ tab: 'calls' } as never}>
        Turn on…
      </Button>
    </Group>
  )
}
