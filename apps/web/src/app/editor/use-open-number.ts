import type { Graph } from '@hookline/schema'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'

type NumberName = 'in' | 'out' | 'failed' | 'waiting'

/** Leads from a number on a block to what is behind it: the calls of a WebHook, the events of any other block. */
export function useOpenNumber({ automationId, graph, eventType }: { automationId: string; graph: Graph; eventType: string }) {
  const navigate = useNavigate()
  const calls = graph.nodes.filter(({ type }) => type === 'webhook').map(({ id }) => id)
  const webhooks = calls.join(' ')
  return useCallback(
    (nodeId: string, name: NumberName) => {
      if (!webhooks.split(' ').includes(nodeId)) return void navigate({ to: '/events', search: { type: eventType } as never })
      const search = { automationId, nodeId, ...(statuses[name] && { status: statuses[name] }) }
      void navigate({ to: '/deliveries', search: search as never })
    },
    [automationId, eventType, navigate, webhooks],
  )
}

const statuses: Readonly<Record<NumberName, string | undefined>> = {
  in: undefined,
  out: undefined,
  failed: 'undelivered',
  waiting: 'pending',
}
