import type { Settings } from '@hookline/schema'
import { Button, Card, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ConfirmModal } from '../../components/later-confirm-modal.tsx'
import { ErrorState, LoadingRows } from '../../components/states.tsx'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { AdminsOnly } from './admins-only.tsx'
import { type Days, fieldProblem, whatGoes } from './retention.ts'
import { useIsAdmin } from './use-is-admin.ts'

/** For how long events and deliveries are kept. */
export function RetentionTab() {
  const settings = useQuery(settingsQuery)
  if (settings.isError && !settings.data)
    return <ErrorState what="The retention could not be read" error={settings.error} onRetry={() => void settings.refetch()} />
  if (!settings.data) return <LoadingRows rows={4} />
  const { eventsRetentionDays: events, deliveriesRetentionDays: deliveries } = settings.data
  return <RetentionForm key={`${events} ${deliveries}`} saved={{ events, deliveries }} />
}

function RetentionForm({ saved }: { saved: Days }) {
  const client = useQueryClient()
  const isAdmin = useIsAdmin()
  const [events, setEvents] = useState<number | string>(saved.events)
  const [deliveries, setDeliveries] = useState<number | string>(saved.deliveries)
  const [isAsking, setAsking] = useState(false)
  const next = { events: Number(events), deliveries: Number(deliveries) }
  const eventsProblem = fieldProblem('events', events)
  const deliveriesProblem = fieldProblem('deliveries', deliveries)
  const isChanged = next.events !== saved.events || next.deliveries !== saved.deliveries
  const going = whatGoes(saved, next)

  const save = async () => {
    const body = { eventsRetentionDays: next.events, deliveriesRetentionDays: next.deliveries }
    client.setQueryData(settingsQuery.queryKey, await call<Settings>('PATCH', '/v1/settings', { body }))
    notifyDone('The retention is changed')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (going !== null) setAsking(true)
    else void save().catch((error: unknown) => notifyFailed('The retention was not changed', error))
  }
  const shared = { suffix: ' days', allowDecimal: false, allowNegative: false, disabled: !isAdmin, w: 220 }
  return (
    <Card component="section" maw={560} aria-labelledby="retention-title">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Title order={2} id="retention-title">
            How long things are kept
          </Title>
          <NumberInput
            {...shared}
            label="Events and journeys' runs"
            description="7 days at least: ids are told apart that long"
            value={events}
            error={eventsProblem}
            onChange={setEvents}
          />
          <NumberInput
            {...shared}
            label="Deliveries with their attempts"
            description="From when they ended; what is owed is kept"
            value={deliveries}
            error={deliveriesProblem}
            onChange={setDeliveries}
          />
          <Text size="sm" c="dimmed">
            What is older is deleted once an hour, by whole days. Users and their state stay.
          </Text>
          <Group justify="space-between">
            <AdminsOnly />
            <Button type="submit" ml="auto" disabled={!isAdmin || !isChanged || eventsProblem !== null || deliveriesProblem !== null}>
              Save the retention
            </Button>
          </Group>
        </Stack>
      </form>
      <ConfirmModal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Keep less?"
        action="Delete what is older"
        danger
        onConfirm={save}
      >
        {going} This cannot be undone.
      </ConfirmModal>
    </Card>
  )
}
