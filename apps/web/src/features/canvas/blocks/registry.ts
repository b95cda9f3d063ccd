import type { GraphNode } from '@hookline/schema'
import { IconQuestionMark } from '@tabler/icons-react'
import type { BlockForm, BlockView, EventTitles } from './block-view.ts'
import { conditionView } from './condition.ts'
import { delayView } from './delay.ts'
import { exitView } from './exit.ts'
import { triggerView } from './trigger.ts'
import { webhookView } from './webhook.ts'

/** Every type of block, in the order of the palette. */
export const blockViews: readonly BlockView[] = [triggerView, conditionView, delayView, webhookView, exitView]

const viewsByType: ReadonlyMap<string, BlockView> = new Map(blockViews.map((view) => [view.type, view]))

/** The view of a type; one that nobody knows is still drawn, so that a draft with it can be mended. */
export function blockView(type: string): BlockView {
  return viewsByType.get(type) ?? { ...unknownView, type, title: type }
}

/** A block as it is called on the canvas: by its name, else by the word of its type. */
export function blockTitle({ name, type }: Pick<GraphNode, 'name' | 'type'>): string {
  return name ? name : blockView(type).title
}

/** A block in a sentence, for lists and screen readers: "WebHook: POST crm.example.com". */
export function blockSentence(node: GraphNode, eventTitles?: EventTitles): string {
  return `${blockTitle(node)}: ${blockView(node.type).summary(node.config, eventTitles)}`
}

/** Forms by the type of their block; given from outside, since the canvas knows no other feature. */
export type BlockForms = Readonly<Partial<Record<string, BlockForm>>>

const unknownView: BlockView = {
  type: '',
  title: '',
  hint: '',
  hue: 'gray',
  Icon: IconQuestionMark,
  defaultConfig: () => ({}),
  summary: () => 'This type of block is not known here',
}
