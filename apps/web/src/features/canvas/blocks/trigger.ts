import type { JsonValue } from '@hookline/schema'
import { IconBolt } from '@tabler/icons-react'
import type { BlockView } from './block-view.ts'
import { describeRawCondition } from './describe-raw-condition.ts'

/** What stands on the card where not every event lets its user in. */
function reentryWords(reentry: JsonValue | undefined): string[] {
  if (reentry === 'oncePerUser') return ['once per user']
  return reentry === 'onceWhileRunning' ? ['once at a time'] : []
}

export const triggerView: BlockView = {
  type: 'trigger',
  title: 'When',
  hint: 'An event comes in',
  hue: 'violet',
  Icon: IconBolt,
  defaultConfig: () => ({ eventType: '', reentry: 'every' }),
  summary({ eventType, condition, reentry }, eventTitles) {
    const event = typeof eventType === 'string' && eventType !== '' ? (eventTitles?.get(eventType) ?? eventType) : 'Choose an event'
    const sentence = describeRawCondition(condition)
    return [event, ...(sentence === null ? [] : [`if ${sentence}`]), ...reentryWords(reentry)].join(', ')
  },
}
