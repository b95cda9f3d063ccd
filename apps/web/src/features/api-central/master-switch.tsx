import { Anchor, Card, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { StatusWord } from '../../components/status-word.tsx'
import { settingsQuery } from '../../lib/settings.ts'

/** How the master switch stands; it is turned in the settings, where what is held is asked for. */
export function MasterSwitch() {
  const { data } = useQuery(settingsQuery)
  if (!data) return null
  const { webhooksEnabled: isOn, webhooksChangedAt: at, webhooksChangedBy: by } = data
  return (
    <Card padding={0} px="md" py={10} component="section" aria-label="Master switch">
      <Group gap="md" justify="space-between">
        <Group gap="md" miw={0}>
          <Text fw={500} component="div">
            <StatusWord tone={isOn ? 'good' : 'bad'}>{isOn ? 'Enable webhooks: on' : 'Enable webhooks: off'}</StatusWord>
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {isOn
              ? 'Calls leave as events ask for them.'
              : 'Nothing leaves: events are stored, deliveries are held, tests are refused. Echo still works.'}
            {at && (
              <>
                {' '}
                Since <RelativeTime time={at} />
                {by && `, by ${seenText(by)}`}.
              </>
            )}
          </Text>
        </Group>
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/settings" search={{ tab: 'calls' }} />}>
          {isOn ? 'Turn off in the settings' : 'Turn on in the settings'}
        </Anchor>
      </Group>
    </Card>
  )
}
