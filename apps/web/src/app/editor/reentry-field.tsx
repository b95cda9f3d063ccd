import type { Reentry } from '@hookline/schema'
import { NativeSelect } from '@mantine/core'
import type { ComponentProps } from 'react'
import type { BlockForm } from '../../features/canvas/blocks/block-view.ts'
import { useEditorScope } from './editor-context.ts'

const choices: readonly { value: Reentry; label: string; says: string; journeyOnly?: boolean }[] = [
  { value: 'every', label: 'Every time', says: 'Each event of this type starts the automation for its user.' },
  { value: 'oncePerUser', label: 'Once per user', says: 'Only the first such event of each user starts it.' },
  {
    ...{ value: 'onceWhileRunning', label: 'Not while still in it', journeyOnly: true },
    says: 'A user whose run still waits in this journey does not start another.',
  },
]

/** Whether a user may enter again. */
export function ReentryField({ node, onChange }: Pick<ComponentProps<BlockForm>, 'node' | 'onChange'>) {
  const { kind } = useEditorScope()
  const shown = choices.filter(({ value, journeyOnly }) => kind === 'journey' || !journeyOnly || node.config.reentry === value)
  const chosen = shown.find(({ value }) => value === node.config.reentry) ?? shown[0]
  return (
    <NativeSelect
      label="A user enters"
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      description={chosen?.says}
      data={shown.map(({ value, label }) => ({ value, label }))}
      value={chosen?.value ?? 'every'}
      onChange={({ currentTarget }) => onChange({ ...node.config, reentry: currentTarget.value })}
    />
  )
}
