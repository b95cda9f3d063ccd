import type { Graph } from '@hookline/schema'
import { blockTitle } from '../../features/canvas/blocks/registry.ts'

/** The title of a block, or its id where it is not drawn. */
export function titleOf({ nodes }: Graph, nodeId: string): string {
  const node = nodes.find(({ id }) => id === nodeId)
  return node ? blockTitle(node) : nodeId
}

/** The event that starts the automation, as it is drawn now. */
export function eventTypeOf({ nodes }: Graph): string {
  const trigger = nodes.find(({ type }) => type === 'trigger')
  return typeof trigger?.config.eventType === 'string' ? trigger.config.eventType : ''
}
