import { IconLogout } from '@tabler/icons-react'
import type { BlockView } from './block-view.ts'

export const exitView: BlockView = {
  type: 'exit',
  title: 'Exit',
  hint: 'Ends the journey for a user',
  hue: 'gray',
  Icon: IconLogout,
  defaultConfig: () => ({}),
  summary: () => 'The journey ends here',
}
