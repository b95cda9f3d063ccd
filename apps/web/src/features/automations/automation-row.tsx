import type { Automation } from '@hookline/schema'
import { ActionIcon, Anchor, Menu, Table, Text } from '@mantine/core'
import { IconCopy, IconDots, IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { AutomationStatusWord } from '../../components/automation-status.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatCount, formatShare } from '../../lib/format-number.ts'
import type { useAutomationActions } from './use-actions.tsx'

export interface RowNumbers {
  callsToday: number
  successShareToday: number | null
}

interface AutomationRowProps {
  automation: Automation
  numbers: RowNumbers | undefined
  actions: ReturnType<typeof useAutomationActions>
  onRename: (automation: Automation) => void
}

const numeric = { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } as const

export const AutomationRow = memo(function AutomationRow({ automation, numbers, actions, onRename }: AutomationRowProps) {
  const { id, name, kind, updatedAt, updatedBy } = automation
  return (
    <Table.Tr>
      <Table.Td maw={360}>
        <Anchor
          component={Link}
          to={`/automations/${id}`}
          fw={500}
          c="inherit"
          lineClamp={1}
          title={name}
          style={{ overflowWrap: 'anywhere' }}
        >
          {name}
        </Anchor>
        <Text size="sm" c="dimmed">
          {kind === 'rule' ? 'Rule' : 'Journey'}
        </Text>
      </Table.Td>
      <Table.Td>
        <AutomationStatusWord automation={automation} />
      </Table.Td>
      <Table.Td maw={220}>
        <Text truncate ff="monospace" fz={12} title={triggerOf(automation)}>
          {triggerOf(automation) || '–'}
        </Text>
      </Table.Td>
      <Table.Td style={numeric}>{numbers ? formatCount(numbers.callsToday) : '–'}</Table.Td>
      <Table.Td style={numeric}>{numbers?.successShareToday == null ? '–' : formatShare(numbers.successShareToday)}</Table.Td>
      <Table.Td>
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

function RowMenu({ automation, actions, onRename }: Omit<AutomationRowProps, 'numbers'>) {
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${automation.name}`}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onRename(automation)}>
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void actions.duplicate(automation)}>
          Duplicate
        </Menu.Item>
        {automation.status === 'active' && (
          <Menu.Item leftSection={<IconPlayerPause size={16} aria-hidden />} onClick={() => void actions.pause(automation)}>
            Pause
          </Menu.Item>
        )}
        {automation.status === 'paused' && (
          <Menu.Item leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => void actions.resume(automation)}>
            Resume
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => void actions.remove(automation)}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** The event type that starts it, as it is drawn now. */
function triggerOf({ draft }: Automation): string {
  const trigger = draft.nodes.find(({ type }) => type === 'trigger')
  return typeof trigger?.config.eventType === 'string' ? trigger.config.eventType : ''
}
