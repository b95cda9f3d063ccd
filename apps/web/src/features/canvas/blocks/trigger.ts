import { IconBolt } from '@tabler/icons-react'
import type { BlockView } from './block-view.ts'
import { describeRawCondition } from './describe-raw-condition.ts'

export const triggerView: BlockView = {
  type: 'trigger',
  title: 'When',
  hint: 'An event comes in',
  hue: 'violet',
  Icon: IconBolt,
  defaultConfig: () => ({ eventType: '', reentry: 'every' }),
  summary({ eventType, condition }, eventTitles) {
    const event = typeof eventType === 'string' && eventType !== '' ? (eventTitles?.get(eventType) ?? eventType) : 'Choose an event'
    const sentence = describeRawCondition(condition)
    return sentence === null ? event : `${event}, if ${sentence}`
  },
}
