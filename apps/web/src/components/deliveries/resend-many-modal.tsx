import type { ResendInput } from '@hookline/schema'
import { Button, Group, List, Modal, Progress, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { formatCount } from '../../lib/format-number.ts'
import { reasonOf } from '../../lib/notify.ts'
import { ResendChoice } from './resend-choice.tsx'
import { type ResendProgress, resendEach } from './resend-each.ts'
import { resendOne } from './resend-modal.tsx'

interface ResendManyModalProps {
  /** Those that are done; who is still owed cannot be resent. */
  ids: readonly string[]
  owedCount: number
  onClose: () => void
}

const failuresShown = 5

/** Resends what was selected, one by one, with its progress and a way to stop. */
export function ResendManyModal({ ids, owedCount, onClose }: ResendManyModalProps) {
  const [render, setRender] = useState<ResendInput['render']>('stored')
  const [state, setState] = useState<'asking' | 'sending' | 'ended'>('asking')
  const [progress, setProgress] = useState<ResendProgress>({ done: 0, failures: [] })
  const stop = useRef<AbortController>(null)
  const client = useQueryClient()
  const send = async () => {
    const controller = new AbortController()
    stop.current = controller
    setState('sending')
    await resendEach({ ids, resend: (id) => resendOne(id, render), reasonOf, onProgress: setProgress, signal: controller.signal })
    setState('ended')
    void client.invalidateQueries({ queryKey: ['deliveries'] })
  }
  const close = () => {
    stop.current?.abort()
    onClose()
  }
  return (
    <Modal
      opened
      onClose={close}
      title={`Resend ${countOf(ids.length)}`}
      centered
      closeOnClickOutside={state !== 'sending'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {state === 'asking' ? (
          <>
            <ResendChoice value={render} onChange={setRender} />
            {owedCount > 0 && (
              <Text size="sm" c="dimmed">
                {countOf(owedCount)} of the selected {owedCount === 1 ? 'is' : 'are'} still owed and will be tried anyway: left out.
              </Text>
            )}
          </>
        ) : (
          <Report ids={ids} progress={progress} isStopped={state === 'ended' && progress.done + progress.failures.length < ids.length} />
        )}
        <Group justify="flex-end" gap="sm">
          {state === 'asking' && (
            <>
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              <Button disabled={ids.length === 0} onClick={() => void send()}>
                Resend {formatCount(ids.length)}
              </Button>
            </>
          )}
          {state === 'sending' && (
            <Button variant="default" onClick={() => stop.current?.abort()}>
              Stop
            </Button>
          )}
          {state === 'ended' && <Button onClick={close}>Done</Button>}
        </Group>
      </Stack>
    </Modal>
  )
}

function Report({
  ids,
  progress: { done, failures },
  isStopped,
}: {
  ids: readonly string[]
  progress: ResendProgress
  isStopped: boolean
}) {
  const ended = done + failures.length
  return (
    <Stack gap="sm">
      <Progress value={(ended / Math.max(1, ids.length)) * 100} aria-label="Resent" />
      <Text role="status">
        {formatCount(done)} of {formatCount(ids.length)} resent
        {failures.length > 0 && `, ${formatCount(failures.length)} could not be`}
        {isStopped && '. Stopped; what was resent stays so'}.
      </Text>
      {failures.length > 0 && (
        <List size="sm" c="dimmed">
          {failures.slice(0, failuresShown).map(({ id, reason }) => (
            <List.Item key={id} style={{ overflowWrap: 'anywhere' }}>
              {id}: {reason}
            </List.Item>
          ))}
          {failures.length > failuresShown && <List.Item>and {formatCount(failures.length - failuresShown)} more</List.Item>}
        </List>
      )}
    </Stack>
  )
}

function countOf(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'delivery' : 'deliveries'}`
}
