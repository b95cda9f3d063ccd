import type { Automation } from '@hookline/schema'
import { Anchor, Table, Text } from '@mantine/core'
import { IconCopy, IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { AutomationStatusWord } from '../../components/automation-status.tsx'
import { EventName } from '../../components/event-name.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatCount, formatShare } from '../../lib/format-number.ts'
import type { useAutomationActions } from './use-actions.ts'

export interface RowNumbers {
  callsToday: number
  successShareToday: number | null
}

interface AutomationRowProps {
  automation: Automation
  numbers: RowNumbers | undefined
  /** How its trigger is called for people. */
  triggerTitle: string | undefined
  actions: ReturnType<typeof useAutomationActions>
  onRename: (automation: Automation) => void
}

const numeric = { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const

export const AutomationRow = memo(function AutomationRow({ automation, numbers, triggerTitle, actions, onRename }: AutomationRowProps) {
  const { id, name, kind, updatedAt, updatedBy } = automation
  const trigger = triggerOf(automation)
  return (
    <Table.Tr>
      <Table.Td maw={360}>
        <Anchor component={Link} to={`/automations/${id}`} fw={500} lineClamp={1} title={name} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Anchor>
        <Text size="sm" c="dimmed">
          {kind === 'rule' ? 'Rule' : 'Journey'}
        </Text>
      </Table.Td>
      <Table.Td>
        <AutomationStatusWord automation={automation} />
      </Table.Td>
      <Table.Td maw={220}>{trigger === '' ? '–' : <EventName type={trigger} title={triggerTitle} isShort />}</Table.Td>
      <Table.Td style={numeric}>{numbers ? formatCount(numbers.callsToday) : '–'}</Table.Td>
      <Table.Td style={numeric}>{numbers?.successShareToday == null ? '–' : formatShare(numbers.successShareToday)}</Table.Td>
      <Table.Td pl="xl">
        <RelativeTime time={updatedAt} />
        <Text size="sm" c="dimmed" truncate maw={200} title={updatedBy}>
          by {updatedBy}
        </Text>
      </Table.Td>
      <Table.Td w={48}>
        <RowMenu automation={automation} actions={actions} onRename={onRename} />
      </Table.Td>
    </Table.Tr>
  )
})

function RowMenu({ automation, actions, onRename }: Omit<AutomationRowProps, 'numbers' | 'triggerTitle'>) {
  const { name, status } = automation
  return (
    <ActionMenu
      label={`More for ${name}`}
      width={180}
      actions={[
        { label: 'Rename', icon: IconPencil, onClick: () => onRename(automation) },
        { label: 'Duplicate', icon: IconCopy, onClick: () => void actions.duplicate(automation) },
        ...(status === 'active' ? [{ label: 'Pause', icon: IconPlayerPause, onClick: () => void actions.pause(automation) }] : []),
        ...(status === 'paused' ? [{ label: 'Resume', icon: IconPlayerPlay, onClick: () => void actions.resume(automation) }] : []),
        { label: 'Delete', icon: IconTrash, isDanger: true, onClick: () => void actions.remove(automation) },
      ]}
    />
  )
}

/** The event type that starts it, as it is drawn now. */
export function triggerOf({ draft }: Automation): string {
  const trigger = draft.nodes.find(({ type }) => type === 'trigger')
  return typeof trigger?.config.eventType === 'string' ? trigger.config.eventType : ''
}
