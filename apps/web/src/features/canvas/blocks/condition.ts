import { IconArrowsSplit2 } from '@tabler/icons-react'
import type { BlockView } from './block-view.ts'
import { describeRawCondition } from './describe-raw-condition.ts'

export const conditionView: BlockView = {
  type: 'condition',
  title: 'If',
  hint: 'Goes on by yes or no',
  hue: 'yellow',
  Icon: IconArrowsSplit2,
  defaultConfig: () => ({ condition: { combinator: 'and', rules: [] } }),
  summary: ({ condition }) => describeRawCondition(condition) ?? 'Always true: add a comparison',
}
