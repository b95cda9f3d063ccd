import type { Job, ResendCount, ResendInput } from '@hookline/schema'
import { Button, Group, Modal, Progress, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { notifyFailed, reasonOf } from '../../lib/notify.ts'
import { ResendChoice } from './resend-choice.tsx'

interface ResendAllModalProps {
  /** What the list shows, as its address says it. */
  filter: Record<string, string>
  onClose: () => void
}

const lookMs = 700

/** Resends everything that a filter finds: first how many, then a job that goes on though the page is closed. */
export function ResendAllModal({ filter, onClose }: ResendAllModalProps) {
  const client = useQueryClient()
  const [render, setRender] = useState<ResendInput['render']>('stored')
  const [jobId, setJobId] = useState<string | null>(null)
  const count = useQuery({
    queryKey: ['deliveries', 'resend-count', filter],
    queryFn: () => call<ResendCount>('POST', '/v1/deliveries/resend', { body: { filter, dryRun: true } }),
    enabled: jobId === null,
  })
  const start = async () => {
    try {
      const job = await call<Job>('POST', '/v1/deliveries/resend', { body: { filter, render } })
      setJobId(job.id)
    } catch (error) {
      notifyFailed('The deliveries could not be resent', error)
    }
  }
  const close = () => {
    void client.invalidateQueries({ queryKey: ['deliveries'] })
    onClose()
  }
  return (
    <Modal opened onClose={close} title="Resend all that match" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      {jobId === null ? (
        <Stack gap="md">
          <Text role="status">{count.isError ? reasonOf(count.error) : countWords(count.data)}</Text>
          <ResendChoice value={render} onChange={setRender} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
            <Button disabled={!count.data || count.data.count === 0} onClick={() => void start()}>
              Resend{count.data ? ` ${formatCount(count.data.count)}${count.data.isMore ? ' and more' : ''}` : ''}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Running jobId={jobId} onClose={close} />
      )}
    </Modal>
  )
}

function Running({ jobId, onClose }: { jobId: string; onClose: () => void }) {
  const path = `/v1/jobs/${encodeURIComponent(jobId)}`
  const { data: job, refetch } = useQuery({
    queryKey: ['jobs', jobId],
    queryFn: ({ signal }) => call<Job>('GET', path, { signal }),
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : lookMs),
  })
  const cancel = async () => {
    try {
      await call('POST', `${path}/cancel`)
    } catch (error) {
      notifyFailed('It could not be stopped', error)
    }
    await refetch()
  }
  const isEnded = job !== undefined && job.finishedAt !== null
  return (
    <Stack gap="md">
      <Progress value={job ? ((job.done + job.failed) / Math.max(1, job.total)) * 100 : 0} aria-label="Resent" />
      <Text role="status">{job ? jobWords(job) : 'Beginning…'}</Text>
      <Group justify="flex-end" gap="sm">
        {!isEnded && (
          <Button variant="default" onClick={() => void cancel()}>
            Stop
          </Button>
        )}
        <Button onClick={onClose}>{isEnded ? 'Done' : 'Let it go on'}</Button>
      </Group>
    </Stack>
  )
}

function countWords(count: ResendCount | undefined): string {
  if (!count) return 'Counting what matches…'
  if (count.count === 0) return 'Nothing that is done matches: what is still owed is sent by itself.'
  const number = `${count.isMore ? 'More than ' : ''}${formatCount(count.count)}`
  return `${number} ${count.count === 1 ? 'delivery that is done matches' : 'deliveries that are done match'}. Those still owed are left out.`
}

function jobWords({ done, failed, total, state }: Job): string {
  const failures = failed > 0 ? `, ${formatCount(failed)} could not be` : ''
  const end = state === 'cancelled' ? '. Stopped; what was resent stays so' : ''
  return `${formatCount(done)} of ${formatCount(total)} resent${failures}${end}.`
}
