import type { EventsAccepted, EventType } from '@hookline/schema'
import { Button, Drawer, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { OneEvent } from '../../components/event-fields.tsx'
import { ErrorState } from '../../components/states.tsx'
import { readJsonObject } from '../../components/values-field/read-json-object.ts'
import { ValuesField } from '../../components/values-field/values-field.tsx'
import { ApiError, call } from '../../lib/api.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'

const ownPrefix = 'hookline.'

/** Sends an event as a customer's system would: it is stored, and whatever waits for it acts. */
export function SendEventDrawer({ onClose, type }: { onClose: () => void; type: string | undefined }) {
  const { data, error, refetch } = useEventTypes()
  return (
    <Drawer opened onClose={onClose} position="right" size={520} title="Send a sample event" closeButtonProps={{ 'aria-label': 'Close' }}>
      {data ? (
        <Form types={data.items.filter(({ name }) => !name.startsWith(ownPrefix))} first={type} />
      ) : error ? (
        <ErrorState what="The event types could not be read" error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton height={320} />
      )}
    </Drawer>
  )
}

const sampleOf = (type: EventType | undefined) => type?.sample ?? type?.lastSample ?? {}
const pretty = (value: object) => JSON.stringify(value, null, 2)

function Form({ types, first }: { types: EventType[]; first: string | undefined }) {
  const named = types.find(({ name }) => name === first) ?? types.find(({ name }) => name === 'level_completed') ?? types[0]
  const [type, setType] = useState(named?.name ?? '')
  const [userId, setUserId] = useState('u-42')
  const [data, setData] = useState(pretty(sampleOf(named)))
  const [state, setState] = useState('')
  const { send, isBusy, errors } = useSend()
  const { data: settings } = useQuery(settingsQuery)
  const chosen = types.find(({ name }) => name === type)
  const sample = sampleOf(chosen)
  const readData = readJsonObject(data)
  const readState = readJsonObject(state)
  const choose = (name: string) => {
    setType(name)
    setData(pretty(sampleOf(types.find((one) => one.name === name))))
  }
  const submit = () => {
    if (!readData.ok || !readState.ok) return
    void send({ type, userId, data: readData.value, ...(state.trim() !== '' && { state: readState.value }) })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          It is stored like any other event. Published automations and active webhooks act on it, and{' '}
          {settings?.webhooksEnabled === false
            ? 'their calls are held, those to echo buckets too: calls are switched off.'
            : 'their calls are really made.'}
        </Text>
        <OneEvent label="Event type" types={types} value={chosen} onChange={choose} error={errors.type} />
        <TextInput
          label="User id"
          data-autofocus
          description="The user that it is about, by the id of your own system."
          value={userId}
          onChange={(event) => setUserId(event.currentTarget.value)}
          maxLength={255}
          error={errors.userId}
        />
        <ValuesField
          key={`data of ${type}`}
          label="Data"
          description="What happened; the sample of the type to begin with."
          text={data}
          onChange={setData}
          sample={sample}
          error={errors.data}
        />
        <ValuesField
          label="State"
          description="Optional: merged into what is known of the user before anything acts."
          text={state}
          onChange={setState}
          error={errors.state}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isBusy} disabled={type === '' || userId.trim() === '' || !readData.ok || !readState.ok}>
            Send the event
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Sends, and goes to the event; what the server refuses is told at its field. */
function useSend() {
  const [isBusy, setBusy] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const client = useQueryClient()
  const navigate = useNavigate()
  const send = async (event: object) => {
    setBusy(true)
    try {
      const { ids } = await call<EventsAccepted>('POST', '/v1/events', { body: event })
      notifyDone('The event is stored. This is what it causes.')
      void client.invalidateQueries({ queryKey: ['events'] })
      await navigate({ to: '/events/$id', params: { id: ids[0] ?? '' }, search: {} })
    } catch (error) {
      setErrors(fieldErrors(error))
      notifyFailed('The event was not sent', error)
    } finally {
      setBusy(false)
    }
  }
  return { send, isBusy, errors }
}

/** By the field that it belongs to: "data.a.b" belongs to "data". */
function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  const found = (error.problem.errors ?? []).map(({ path, message }) => {
    const [field = '', ...rest] = path.replace(/^events\.\d+\./, '').split('.')
    return [field, `${rest.join('.')} ${message}`.trim()]
  })
  return Object.fromEntries(found)
}
