import type { Run } from '@hookline/schema'
import { Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { FilterSelect } from '../../components/filter-select.tsx'
import { EventLink, UserLink } from '../../components/links.tsx'
import { LoadMore } from '../../components/load-more.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { RunStatusWord, RunTime, runStatusOptions } from '../../components/runs/run-words.tsx'
import { seenText } from '../../components/seen-text.ts'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { formatExact } from '../../lib/format-time.ts'
import { useList } from '../../lib/queries.ts'
import classes from './editor.module.css'
import { useEditorScope } from './editor-context.ts'

/** The runs of the journey, the latest first; with a block, those that wait there now. */
export function RunsPanel({ nodeId }: { nodeId?: string }) {
  const { automationId } = useEditorScope()
  const [status, setStatus] = useState<string | undefined>()
  const list = useList<Run>({
    key: ['runs', 'of-automation', automationId],
    path: `/v1/automations/${encodeURIComponent(automationId)}/runs`,
    query: { status, nodeId },
  })
  return (
    <Stack gap="sm">
      {nodeId === undefined && (
        <FilterSelect
          label="Status of the runs"
          any="All runs"
          options={runStatusOptions}
          value={status}
          width={160}
          onChange={setStatus}
        />
      )}
      {list.isError && list.items.length === 0 && (
        <ErrorState what="The runs could not be read" error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <LoadingRows />}
      {list.data && list.items.length === 0 && <Empty isAtBlock={nodeId !== undefined} />}
      <Stack gap={0}>
        {list.items.map((run) => (
          <RunEntry key={run.id} run={run} />
        ))}
      </Stack>
      <LoadMore {...list} />
    </Stack>
  )
}

function Empty({ isAtBlock }: { isAtBlock: boolean }) {
  if (isAtBlock)
    return <EmptyState title="Nobody waits here">Once this journey is live, users who wait at this block appear here.</EmptyState>
  return <EmptyState title="No runs">A run begins when an event matches the trigger of the published journey.</EmptyState>
}

function RunEntry({ run }: { run: Run }) {
  const [isOpen, setOpen] = useState(false)
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <Stack gap="xs" className={classes.step}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <UnstyledButton onClick={() => setOpen(!isOpen)} aria-expanded={isOpen} aria-label={`The way of the run of ${run.userId}`}>
          <Chevron size={16} aria-hidden style={{ display: 'block', marginTop: 3 }} />
        </UnstyledButton>
        <Stack gap={2} flex={1} miw={0}>
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <UserLink id={run.userId} />
            <RunStatusWord run={run} />
          </Group>
          <Group justify="space-between" wrap="nowrap" gap="sm">
            <Text size="sm" c="dimmed">
              v{run.version}, began <RelativeTime time={run.startedAt} />
            </Text>
            <Text size="sm">
              <RunTime run={run} />
            </Text>
          </Group>
          {run.error !== null && (
            <Text size="sm" c="red" style={{ overflowWrap: 'anywhere' }}>
              {seenText(run.error)}
            </Text>
          )}
        </Stack>
      </Group>
      {isOpen && <Way run={run} />}
    </Stack>
  )
}

/** The blocks that a run passed, with the times of its waits. */
function Way({ run }: { run: Run }) {
  const { nameOfBlock } = useEditorScope()
  return (
    <Stack gap={4} pl={28}>
      <Stack component="ol" gap={4} pl={16} m={0}>
        {run.path.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a way may pass a block more than once, and never changes but at its end
          <li key={index}>
            <Text size="sm">
              {seenText(nameOfBlock(step.nodeId))}
              {step.branch !== undefined && <Text span c="dimmed" inherit>{` · ${step.branch}`}</Text>}
            </Text>
            {step.at !== undefined && (
              <Text size="sm" c="dimmed">
                came {formatExact(step.at)}
                {step.leftAt !== undefined
                  ? `, went on ${formatExact(step.leftAt)}`
                  : step.until !== undefined && `, waits until ${formatExact(step.until)}`}
              </Text>
            )}
          </li>
        ))}
      </Stack>
      <Text size="sm" c="dimmed">
        Begun by <EventLink id={run.eventId} />
      </Text>
    </Stack>
  )
}
