import type { EventType, Webhook } from '@hookline/schema'
import { Alert, Anchor, Button, Drawer, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlugConnectedX, IconSend, IconWaveSine } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ReceivedByEcho } from '../../components/received-by-echo.tsx'
import { ErrorState, LoadingRows } from '../../components/states.tsx'
import { TroubleAlert } from '../../components/trouble-alert.tsx'
import { typesOfSubscription } from '../../components/webhooks/event-names.ts'
import { errorLines } from '../../lib/error-lines.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'
import { TestResult } from './test-result.tsx'
import { useTest } from './use-test.ts'

interface TestDrawerProps {
  webhook: Webhook
  /** Calls are switched off: a test is refused. */
  isOff: boolean
  onClose: () => void
}

/** Calls the webhook once with a sample and shows at once what came back. */
export function TestDrawer({ webhook, isOff, onClose }: TestDrawerProps) {
  const types = useEventTypes()
  return (
    <Drawer opened onClose={onClose} position="right" size={640} title="Test the webhook" closeButtonProps={{ 'aria-label': 'Close' }}>
      {types.isError && <ErrorState what="The event types could not be read" error={types.error} onRetry={() => void types.refetch()} />}
      {types.isPending && <LoadingRows rows={4} />}
      {types.data && <Form webhook={webhook} isOff={isOff} types={types.data.items} />}
    </Drawer>
  )
}

interface FormProps extends Omit<TestDrawerProps, 'onClose'> {
  types: readonly EventType[]
}

function Form({ webhook, isOff, types }: FormProps) {
  const own = typesOfSubscription(webhook.eventTypes, types)
  const others = types.map(({ name }) => name).filter((name) => !own.includes(name))
  const [eventType, setEventType] = useState(own[0] ?? others[0] ?? '')
  const [userId, setUserId] = useState('test-user')
  const { send, sendToEcho, busy, result, echo, error } = useTest(webhook, types)
  const isReady = eventType !== '' && userId.trim() !== ''
  const tried = { eventType, userId: userId.trim() }
  const urls = webhook.request.urls.length
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!isOff && isReady) void send(tried)
      }}
    >
      <Stack gap="md">
        <Text c="dimmed">
          The sample of the event is really sent, signed, to {urls === 1 ? 'the URL' : `all ${urls} URLs`}, with the settings as they are
          saved. It is not tried again and not in the History; the audit trail says who did it.
        </Text>
        {isOff && <SwitchedOff />}
        <Select
          label="Event type"
          searchable
          allowDeselect={false}
          data={[
            { group: 'Of this webhook', items: own },
            { group: 'Others', items: others },
          ].filter(({ items }) => items.length > 0)}
          value={eventType}
          onChange={(name) => setEventType(name ?? '')}
          nothingFoundMessage="No such type"
          maxDropdownHeight={280}
        />
        <TextInput
          label="User id"
          description="Its stored state is used, if there is such a user."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={userId}
          maxLength={255}
          onChange={(event) => setUserId(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="sm">
          <Button
            variant="default"
            leftSection={<IconWaveSine size={16} aria-hidden />}
            loading={busy === 'echo'}
            disabled={!isReady || busy === 'test'}
            onClick={() => void sendToEcho(tried)}
          >
            Send to echo
          </Button>
          <Button
            type="submit"
            leftSection={<IconSend size={16} aria-hidden />}
            loading={busy === 'test'}
            disabled={isOff || !isReady || busy === 'echo'}
          >
            {urls === 1 ? 'Send the test' : `Send ${urls} test calls`}
          </Button>
        </Group>
        <div aria-live="polite">
          {error !== null && <TroubleAlert trouble={{ title: 'Nothing was sent', lines: errorLines(error) }} />}
          {result && <TestResult result={result} />}
          {echo && <ReceivedByEcho echo={echo} />}
        </div>
      </Stack>
    </form>
  )
}

function SwitchedOff() {
  return (
    <Alert color="yellow" variant="light" icon={<IconPlugConnectedX size={18} aria-hidden />} title="Calls are switched off">
      A test is refused until an admin{' '}
      <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to="/settings" search={{ tab: 'calls' }} />}>
        turns calls on
      </Anchor>
      . Echo still works: it shows what would be sent.
    </Alert>
  )
}
