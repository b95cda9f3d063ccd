import type { Settings } from '@hookline/schema'
import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { notifyDone, reasonOf } from '../../lib/notify.ts'
import { settingsQuery } from '../../lib/settings.ts'
import { type HeldChoice, heldOf, instantOf, localTime, turnOnAction } from './turn-on-choice.ts'
import { useHeldCount } from './use-held-count.ts'

const choices: readonly HeldChoice[] = ['send', 'since', 'drop']
const hourMs = 3_600_000

/** Asks what becomes of the held deliveries when calls are turned on again. */
export function TurnOnModal({ onClose }: { onClose: () => void }) {
  const client = useQueryClient()
  const [choice, setChoice] = useState<HeldChoice>('send')
  const [local, setLocal] = useState(() => localTime(new Date(Date.now() - hourMs)))
  const [problem, setProblem] = useState('')
  const [isBusy, setBusy] = useState(false)
  const since = instantOf(local)
  const held = useHeldCount(true, choice === 'since' ? (since ?? undefined) : undefined)
  const told = heldOf(choice, since)
  const isDropping = choice === 'drop' || (choice === 'since' && (held.data?.before ?? 0) > 0)

  const turnOn = async () => {
    setBusy(true)
    setProblem('')
    try {
      const body = { webhooksEnabled: true, held: told }
      client.setQueryData(settingsQuery.queryKey, await call<Settings>('PATCH', '/v1/settings', { body }))
      notifyDone('Calls are on')
      onClose()
    } catch (error) {
      setProblem(reasonOf(error))
    } finally {
      setBusy(false)
    }
  }
  const count = held.data?.count
  return (
    <Modal opened onClose={onClose} centered title="Turn on calls" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        <Radio.Group
          label={
            count === undefined ? 'What becomes of the held deliveries?' : `What becomes of the ${formatCount(count)} held deliveries?`
          }
          value={choice}
          onChange={(value) => setChoice(choices.find((one) => one === value) ?? 'send')}
        >
          <Stack gap="sm" mt={8}>
            <Radio value="send" label="Send all" description="Receivers get late what they have missed." />
            <Radio value="since" label="Send those made since…" description="Older ones are cancelled and never sent by themselves." />
            {choice === 'since' && (
              <TextInput
                type="datetime-local"
                aria-label="Send those made since"
                ml={36}
                w={220}
                value={local}
                error={since === null && 'Choose a time.'}
                onChange={(event) => setLocal(event.currentTarget.value)}
              />
            )}
            <Radio value="drop" label="Drop all" description="All are cancelled; only what comes from now on is sent." />
          </Stack>
        </Radio.Group>
        {problem !== '' && (
          <Text c="red" role="alert" style={{ overflowWrap: 'anywhere' }}>
            {problem}
          </Text>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button color={isDropping ? 'red.9' : 'indigo'} loading={isBusy} disabled={told === null} onClick={() => void turnOn()}>
            {turnOnAction(choice, held.data)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
