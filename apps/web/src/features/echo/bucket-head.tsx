import type { EchoBucket, Page } from '@hookline/schema'
import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconPencil, IconSend, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { Command } from '../../components/command.tsx'
import { later } from '../../components/later.tsx'
import { ConfirmModal } from '../../components/later-confirm-modal.tsx'
import { seenText } from '../../components/seen-text.ts'
import { StatusWord, type Tone } from '../../components/status-word.tsx'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { answerText, isPlainAnswer, isRejected, plainAnswer } from './answer-text.ts'
import type { Liveness } from './use-echo-requests.ts'
import { useSendSample } from './use-send-sample.ts'

const AnswerModal = later(async () => (await import('./answer-modal.tsx')).AnswerModal, { what: 'The answer', rows: 0 })
const RenameModal = later(async () => (await import('./rename-modal.tsx')).RenameModal, { what: 'Renaming', rows: 0 })

const livenessWords: Record<Liveness, { tone: Tone; word: string }> = {
  connecting: { tone: 'waiting', word: 'Connecting' },
  live: { tone: 'good', word: 'Live' },
  polling: { tone: 'waiting', word: 'No live connection: looked up every 2 s' },
  unreachable: { tone: 'bad', word: 'Not up to date: the server does not answer. Trying again.' },
}

interface BucketHeadProps {
  bucket: EchoBucket
  liveness: Liveness
  requestCount: number
}

/** The URL of a bucket, a sample to send, and what it answers. */
export function BucketHead({ bucket, liveness, requestCount }: BucketHeadProps) {
  const [open, setOpen] = useState<'answer' | 'rename' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const patch = usePatch(bucket.secret)
  const remove = useRemove(bucket)
  const { tone, word } = livenessWords[liveness]
  const name = seenText(bucket.name)
  return (
    <Card padding="md">
      <Stack gap="sm">
        <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
          <Group gap="md" miw={0} mih={36}>
            <Title order={2} style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Title>
            <Text component="div" size="sm" role="status" display="flex">
              <StatusWord tone={tone}>{word}</StatusWord>
            </Text>
          </Group>
          <Group gap="sm" wrap="nowrap" style={{ flex: 'none' }}>
            <SampleButton secret={bucket.secret} />
            <ActionMenu
              label="More about this bucket"
              variant="default"
              size={36}
              iconSize={16}
              width={200}
              actions={[
                { label: 'Rename', icon: IconPencil, onClick: () => setOpen('rename') },
                { label: 'Delete…', icon: IconTrash, isDanger: true, onClick: () => setOpen('remove') },
              ]}
            />
          </Group>
        </Group>
        <Command name="URL of the bucket" text={bucket.url} />
        <Answer
          bucket={bucket}
          onChange={() => setOpen('answer')}
          onReset={() => void patch({ answer: plainAnswer }).catch((error) => notifyFailed('The answer was not changed', error))}
        />
      </Stack>
      {open === 'answer' && <AnswerModal answer={bucket.answer} onClose={close} onSave={(answer) => patch({ answer })} />}
      {open === 'rename' && <RenameModal name={bucket.name} onClose={close} onSave={(next) => patch({ name: next })} />}
      {open === 'remove' && (
        <ConfirmModal opened onClose={close} title={`Delete "${name.slice(0, 60)}"?`} action="Delete the bucket" danger onConfirm={remove}>
          The bucket "{name}" and what it received
          {requestCount > 0 && ` (${requestCount === 1 ? 'one request' : `the last ${requestCount} requests`})`} are deleted, which cannot
          be undone. Calls that still go to its URL make a new, empty bucket that answers 200.
        </ConfirmModal>
      )}
    </Card>
  )
}

function Answer({ bucket: { answer }, onChange, onReset }: { bucket: EchoBucket; onChange: () => void; onReset: () => void }) {
  const change = (
    <Button variant="default" size="compact-sm" onClick={onChange}>
      Change the answer
    </Button>
  )
  if (isPlainAnswer(answer) || answer.status === 200)
    return (
      <Group gap="sm">
        <StatusWord tone={answer.delayMs > 0 ? 'waiting' : 'good'}>{answerText(answer)}</StatusWord>
        {change}
      </Group>
    )
  return (
    <Alert
      color={isRejected(answer) ? 'orange' : 'gray'}
      variant="light"
      py={8}
      icon={<IconAlertTriangle size={18} aria-hidden />}
      role="status"
    >
      <Group justify="space-between" gap="sm">
        <Text c="var(--mantine-color-text)">
          <b>{answerText(answer)}.</b>{' '}
          {isRejected(answer)
            ? 'Whoever calls it takes that for a failure and tries again.'
            : 'That counts as received, unless exactly 200 is asked for.'}
        </Text>
        <Group gap="sm">
          {change}
          <Button variant="default" size="compact-sm" onClick={onReset}>
            Answer 200 again
          </Button>
        </Group>
      </Group>
    </Alert>
  )
}

function SampleButton({ secret }: { secret: string }) {
  const { send, cancel, isWaiting } = useSendSample(secret)
  return isWaiting ? (
    <Button variant="default" onClick={cancel}>
      Waiting for the answer… Stop
    </Button>
  ) : (
    <Button variant="default" leftSection={<IconSend size={16} aria-hidden />} onClick={() => void send()}>
      Send a sample
    </Button>
  )
}

function usePatch(secret: string) {
  const client = useQueryClient()
  return async (patch: Partial<Pick<EchoBucket, 'name' | 'answer'>>) => {
    const bucket = await call<EchoBucket>('PATCH', `/v1/echo-buckets/${encodeURIComponent(secret)}`, { body: patch })
    client.setQueryData([`echo:${secret}`, 'bucket'], bucket)
    await client.invalidateQueries({ queryKey: ['echo-buckets'] })
  }
}

function useRemove({ secret, name }: EchoBucket) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await call('DELETE', `/v1/echo-buckets/${encodeURIComponent(secret)}`)
    // Out of the list first: else the page would open it again.
    client.setQueryData<Page<EchoBucket>>(
      ['echo-buckets'],
      (page) => page && { ...page, items: page.items.filter((bucket) => bucket.secret !== secret) },
    )
    await navigate({ to: '/echo', replace: true })
    client.removeQueries({ queryKey: [`echo:${secret}`] })
    await client.invalidateQueries({ queryKey: ['echo-buckets'] })
    notifyDone(`Deleted "${seenText(name)}"`)
  }
}
