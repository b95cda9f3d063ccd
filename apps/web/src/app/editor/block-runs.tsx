import type { DeliverySummary } from '@hookline/schema'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { DeliveryStatusWord } from '../../components/delivery-status.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useList } from '../../lib/queries.ts'
import classes from './editor.module.css'
import { useEditorScope } from './editor-context.ts'

const shownMax = 20

/** The latest calls of one block, each a step from its own page. */
export function BlockRuns({ nodeId }: { nodeId: string }) {
  const { automationId } = useEditorScope()
  const filters = { automationId, nodeId }
  const list = useList<DeliverySummary>({ key: ['deliveries', 'of-block'], path: '/v1/deliveries', query: filters, limit: shownMax })
  if (list.isError && list.items.length === 0)
    return <ErrorState what="The calls could not be read" error={list.error} onRetry={() => void list.refetch()} />
  if (list.isPending) return <LoadingRows />
  if (list.items.length === 0)
    return <EmptyState title="No calls yet">Once this automation is live, what this block sent appears here by itself.</EmptyState>
  return (
    <Stack gap={0}>
      {list.items.map(({ id, status, heldReason, userId, lastStatus, createdAt }) => (
        <Group key={id} className={classes.step} justify="space-between" wrap="nowrap">
          <Anchor component={Link} to="/deliveries/$id" params={{ id } as never} search={filters as never} title={id}>
            <DeliveryStatusWord status={status} heldReason={heldReason} />
          </Anchor>
          <Text component="div" flex={1} miw={0}>
            <ForeignText text={userId ?? ''} />
          </Text>
          <Text c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {lastStatus ?? ''}
          </Text>
          <RelativeTime time={createdAt} dimmed />
        </Group>
      ))}
      <Anchor component={Link} to="/deliveries" search={filters as never} mt="sm">
        All calls of this block
      </Anchor>
    </Stack>
  )
}
