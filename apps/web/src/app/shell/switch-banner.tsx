import { Button, Group, Text } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useHeldCount } from '../../components/held-choice/use-held-count.ts'
import { later } from '../../components/later.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { formatCount } from '../../lib/format-number.ts'
import { useMember } from '../../lib/session.ts'
import { settingsQuery } from '../../lib/settings.ts'
import classes from './shell.module.css'

const TurnOnModal = later(async () => (await import('../../features/settings/turn-on-modal.tsx')).TurnOnModal, {
  what: 'Turning calls on',
  rows: 0,
})

/** Every screen says so while nothing leaves: what is held, since when, and who did it. */
export function SwitchBanner() {
  const { data } = useQuery(settingsQuery)
  const isOff = data?.webhooksEnabled === false
  const { data: held } = useHeldCount(isOff)
  const [isAsking, setAsking] = useState(false)
  const isAdmin = useMember()?.role === 'admin'
  if (!isOff) return null
  const { webhooksChangedAt: at, webhooksChangedBy: by } = data
  return (
    <Group className={classes.banner} role="status" gap="md" wrap="nowrap" px="lg" py={6}>
      <IconPlugConnectedX size={18} aria-hidden style={{ flex: 'none' }} />
      <Text size="sm" flex={1} style={{ overflowWrap: 'anywhere' }}>
        Calls are switched off: events are stored and deliveries held, nothing leaves. {held && `${heldWords(held.count)} `}
        {at && (
          <>
            Since <RelativeTime time={at} />
            {by && `, by ${seenText(by)}`}.
          </>
        )}
      </Text>
      {isAdmin ? (
        <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
          Turn on…
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" component={Link} to="/settings" search={{ tab: 'calls' } as never}>
          See why
        </Button>
      )}
      {isAsking && <TurnOnModal onClose={() => setAsking(false)} />}
    </Group>
  )
}

function heldWords(count: number): string {
  if (count === 0) return 'None is held so far.'
  return count === 1 ? '1 delivery is held.' : `${formatCount(count)} deliveries are held.`
}
