import type { Automation, Page, Run } from '@hookline/schema'
import { Anchor, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LoadMore } from '../../components/load-more.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { RunStatusWord, RunTime } from '../../components/runs/run-words.tsx'
import { seenText } from '../../components/seen-text.ts'
import { ShortId } from '../../components/short-id.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { call } from '../../lib/api.ts'
import { useList } from '../../lib/queries.ts'

/** A user's passages through journeys, the newest first. */
export function RunsTab({ userId }: { userId: string }) {
  const list = useList<Run>({ key: ['runs', 'of-user', userId], path: `/v1/users/${encodeURIComponent(userId)}/runs` })
  const names = useAutomationNames(list.items.length > 0)
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The runs could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows />
  if (list.items.length === 0)
    return (
      <EmptyState title="This user was in no journey yet">
        A run begins when an event of this user matches the trigger of a journey.
      </EmptyState>
    )
  return (
    <>
      <Table layout="fixed" fz="md" highlightOnHover verticalSpacing={10} aria-label="Runs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="22%">Status</Table.Th>
            <Table.Th>Journey</Table.Th>
            <Table.Th w={80} ta="right">
              Version
            </Table.Th>
            <Table.Th w={80} ta="right">
              Blocks
            </Table.Th>
            <Table.Th w={140}>Event</Table.Th>
            <Table.Th w={120}>Started</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
          {list.items.map((run) => (
            <Table.Tr key={run.id}>
              <Table.Td>
                <RunStatusWord run={run} />
                <Text size="sm">
                  <RunTime run={run} />
                </Text>
              </Table.Td>
              <Table.Td>
                <Anchor component={Link} to="/automations/$id" params={{ id: run.automationId } as never} display="block" truncate>
                  {seenText(names.get(run.automationId) ?? run.automationId)}
                </Anchor>
                {run.error && (
                  <Text size="sm" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
                    {seenText(run.error)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">{run.version}</Table.Td>
              <Table.Td ta="right">{run.path.length}</Table.Td>
              <Table.Td>
                <ShortId id={run.eventId} />
              </Table.Td>
              <Table.Td>
                <RelativeTime time={run.startedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <LoadMore {...list} />
    </>
  )
}

const namesMax = 500

function useAutomationNames(isWanted: boolean): ReadonlyMap<string, string> {
  const { data } = useQuery({
    queryKey: ['automations', 'names'],
    queryFn: ({ signal }) => call<Page<Automation>>('GET', '/v1/automations', { query: { limit: namesMax }, signal }),
    enabled: isWanted,
  })
  return new Map(data?.items.map(({ id, name }) => [id, name]))
}
