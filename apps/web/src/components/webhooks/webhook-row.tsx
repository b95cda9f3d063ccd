import type { EventType, Webhook, WebhookHealth } from '@hookline/schema'
import { Anchor, Box, Group, Skeleton, Table, Text } from '@mantine/core'
import { IconCopy, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { formatCount, formatMs, formatShare } from '../../lib/format-number.ts'
import { ActionMenu } from '../action-menu/action-menu.tsx'
import { hostOf } from '../deliveries/status-sentence.ts'
import { ForeignText } from '../foreign-text.tsx'
import { Spark } from '../spark/spark.tsx'
import { eventNames } from './event-names.ts'
import { LastCallWord } from './last-call.tsx'
import type { useWebhookActions } from './use-webhook-actions.ts'
import { WebhookStatusWord } from './webhook-status.tsx'

interface WebhookRowProps {
  webhook: Webhook
  health: WebhookHealth | undefined
  types: readonly EventType[] | undefined
  /** The name of the campaign that it keeps to; null where that is not to be said. */
  campaign: string | null
  /** Null for who may not change it. */
  actions: ReturnType<typeof useWebhookActions> | null
  /** Something stops its calls: what, in a word. */
  stop: string | null
  onActivate: (webhook: Webhook, health: WebhookHealth | undefined) => void
  onDelete: (webhook: Webhook) => void
}

export const WebhookRow = memo(function WebhookRow({
  webhook,
  health,
  types,
  campaign,
  actions,
  stop,
  onActivate,
  onDelete,
}: WebhookRowProps) {
  const { id, name, status, eventTypes } = webhook
  return (
    <Table.Tr>
      <Table.Td maw={{ base: 190, lg: 300 }}>
        <Anchor c="inherit" fw={500} renderRoot={(props) => <Link {...props} to="/api-central/$id" params={{ id }} search={{}} />}>
          <ForeignText text={name} />
        </Anchor>
        <Text size="sm" c="dimmed" component="div" truncate>
          <ForeignText text={placeWords(webhook, campaign)} />
        </Text>
      </Table.Td>
      <Table.Td>
        <WebhookStatusWord status={status} />
        <Held health={health} stop={stop} />
      </Table.Td>
      <Table.Td maw={{ base: 130, lg: 220 }}>
        <ForeignText text={eventNames(eventTypes, types)} />
      </Table.Td>
      <Table.Td>{health ? <Calls health={health} /> : <Skeleton height={12} width={96} />}</Table.Td>
      <Table.Td ta="right">{health?.successShare.value == null ? '–' : formatShare(health.successShare.value)}</Table.Td>
      <Table.Td ta="right">{health?.p95Ms.value == null ? '–' : formatMs(health.p95Ms.value)}</Table.Td>
      <Table.Td pl={{ base: 'sm', lg: 'lg' }}>
        <LastCallWord call={health?.lastCall} />
      </Table.Td>
      {actions && (
        <Table.Td>
          <RowMenu webhook={webhook} actions={actions} onActivate={() => onActivate(webhook, health)} onDelete={onDelete} />
        </Table.Td>
      )}
    </Table.Tr>
  )
})

/** Where it calls, and of what. */
function placeWords({ request: { urls } }: Webhook, campaign: string | null): string {
  const [first, ...more] = urls
  const hosts = first === undefined ? 'no URL' : more.length === 0 ? hostOf(first) : `${hostOf(first)} and ${more.length} more`
  return campaign === null ? hosts : `${hosts} · ${campaign}`
}

function Calls({ health: { calls } }: { health: WebhookHealth }) {
  if (!calls.value) return <>–</>
  return (
    <Group gap="sm" wrap="nowrap">
      <Box visibleFrom="lg">
        <Spark series={calls.series} format={formatCount} width={56} height={20} />
      </Box>
      {formatCount(calls.value)}
    </Group>
  )
}

/** What stops its calls though it is active, and how many it holds. */
function Held({ health, stop }: { health: WebhookHealth | undefined; stop: string | null }) {
  const count = health?.held.reduce((sum, held) => sum + held.count, 0) ?? 0
  const words = [...(stop === null ? [] : [stop]), ...(count > 0 ? [`${formatCount(count)} held`] : [])].join(', ')
  if (words === '') return null
  return (
    <Text size="sm" c="dimmed">
      {words}
    </Text>
  )
}

interface RowMenuProps {
  webhook: Webhook
  actions: ReturnType<typeof useWebhookActions>
  onActivate: () => void
  onDelete: (webhook: Webhook) => void
}

function RowMenu({ webhook, actions, onActivate, onDelete }: RowMenuProps) {
  return (
    <ActionMenu
      label={`More for ${webhook.name}`}
      width={180}
      actions={[
        webhook.status === 'active'
          ? { label: 'Make inactive', icon: IconPlayerPause, onClick: () => void actions.deactivate(webhook) }
          : { label: 'Make active', icon: IconPlayerPlay, onClick: onActivate },
        { label: 'Duplicate', icon: IconCopy, onClick: () => void actions.duplicate(webhook) },
        { label: 'Delete…', icon: IconTrash, isDanger: true, onClick: () => onDelete(webhook) },
      ]}
    />
  )
}
