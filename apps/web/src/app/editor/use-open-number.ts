import { waitsAt } from '@hookline/engine'
import type { Graph } from '@hookline/schema'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useRef } from 'react'
import { type NumberName, numberSearch } from './number-search.ts'
import type { BlockNumbers } from './use-block-numbers.ts'

interface OpenNumber {
  automationId: string
  graph: Graph
  eventType: string
  numbers: BlockNumbers | undefined
  /** Opens the settings of a wait, with who waits there. */
  onOpenWait: (nodeId: string) => void
}

/** Leads from a number on a block to what is behind it: the calls of a WebHook, who waits at a wait, the events of any other block's type. */
export function useOpenNumber(scope: OpenNumber) {
  const navigate = useNavigate()
  const latest = useRef(scope)
  latest.current = scope
  return useCallback(
    (nodeId: string, name: NumberName) => {
      const { automationId, graph, eventType, numbers, onOpenWait } = latest.current
      if (graph.nodes.some(({ id, type }) => id === nodeId && waitsAt(type))) return onOpenWait(nodeId)
      const isWebhook = graph.nodes.some(({ id, type }) => id === nodeId && type === 'webhook')
      if (!isWebhook) return void navigate({ to: '/events', search: { type: eventType, range: '24h' } as never })
      const search = numberSearch({ automationId, nodeId, name, stats: numbers?.[nodeId] })
      void navigate({ to: '/deliveries', search: search as never })
    },
    [navigate],
  )
}
