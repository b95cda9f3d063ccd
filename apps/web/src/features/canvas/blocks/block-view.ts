import type { Graph, GraphNode, JsonObject } from '@hookline/schema'
import type { Icon } from '@tabler/icons-react'
import type { ComponentType } from 'react'

/** What the settings of a block are edited by; other features bring it (registry.ts). */
export type BlockForm = ComponentType<{
  node: GraphNode
  graph: Graph
  /** `field` names what is being typed in, so that its key strokes are one entry of undo. */
  onChange: (config: JsonObject, field?: string) => void
}>

/** The colour of a block's icon square, a name of the theme (screens.md › Colour). */
export type BlockHue = 'violet' | 'yellow' | 'blue' | 'pink' | 'teal' | 'gray'

/** How event types are called for people, by their names. */
export type EventTitles = ReadonlyMap<string, string>

/** Everything that the page knows of one type of block. A new type is one such object and one line of registry.ts. */
export interface BlockView {
  readonly type: string
  /** The word on the card. */
  readonly title: string
  /** What it is good for, in the list of blocks. */
  readonly hint: string
  readonly hue: BlockHue
  readonly Icon: Icon
  defaultConfig(): JsonObject
  /** What a block of this config does, in one line without its type: "level is at least 5". */
  summary(config: JsonObject, eventTitles?: EventTitles): string
}
