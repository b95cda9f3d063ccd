import { describeDelay } from '@hookline/engine'
import { delayConfigSchema } from '@hookline/schema'
import { IconClock } from '@tabler/icons-react'
import type { BlockView } from './block-view.ts'

export const delayView: BlockView = {
  type: 'delay',
  title: 'Wait',
  hint: 'For a time, or until a time of day',
  hue: 'teal',
  Icon: IconClock,
  defaultConfig: () => ({ durationSeconds: 86_400 }),
  summary(config) {
    const parsed = delayConfigSchema.safeParse(config)
    return (parsed.success ? describeDelay(parsed.data) : null) ?? 'Say how long'
  },
}
