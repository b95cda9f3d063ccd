import type { Automation } from '@hookline/schema'
import { StatusWord } from './status-word.tsx'

/** The state of an automation in the words of every screen: Draft, Active, Active with changes, Paused. */
export function AutomationStatusWord({ automation }: { automation: Pick<Automation, 'status' | 'hasChanges'> }) {
  const { status, hasChanges } = automation
  if (status === 'draft') return <StatusWord tone="off">Draft</StatusWord>
  if (status === 'paused') return <StatusWord tone="waiting">Paused</StatusWord>
  return <StatusWord tone="good">{hasChanges ? 'Active with changes' : 'Active'}</StatusWord>
}
