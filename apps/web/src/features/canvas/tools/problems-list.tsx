import type { Diagnostic } from '@hookline/schema'
import { UnstyledButton } from '@mantine/core'
import { IconAlertTriangleFilled, IconExclamationCircleFilled, IconInfoCircle } from '@tabler/icons-react'
import { useStore } from 'zustand'
import { blockTitle } from '../blocks/registry.ts'
import type { CanvasStore } from '../store.ts'
import classes from './problems-list.module.css'

const icons = { error: IconExclamationCircleFilled, warning: IconAlertTriangleFilled, info: IconInfoCircle }
const ranks = { error: 0, warning: 1, info: 2 }

/** What is wrong with a draft, errors first; a click opens the block, and the canvas comes to it. */
export function ProblemsList({ store, diagnostics }: { store: CanvasStore; diagnostics: readonly Diagnostic[] }) {
  const nodes = useStore(store, (state) => state.graph.nodes)
  if (diagnostics.length === 0) return <p className={classes.none}>No problems</p>
  const sorted = diagnostics.toSorted((a, b) => ranks[a.severity] - ranks[b.severity])
  return (
    <ul className={classes.list} aria-label="Problems">
      {sorted.map(({ severity, code, message, fix, nodeId, path }) => {
        const Icon = icons[severity]
        const node = nodes.find(({ id }) => id === nodeId)
        return (
          <li key={`${nodeId} ${path} ${code} ${message}`}>
            <UnstyledButton
              className={classes.problem}
              disabled={!node}
              onClick={() => {
                if (!node) return
                store.getState().select({ ids: new Set([node.id]), edges: new Set() })
                store.getState().open(node.id)
              }}
            >
              <Icon size={16} className={classes.icon} data-severity={severity} aria-label={severity} />
              <span>
                {node && <strong>{blockTitle(node)}: </strong>}
                {message} {fix && <span className={classes.fix}>{fix}</span>}
              </span>
            </UnstyledButton>
          </li>
        )
      })}
    </ul>
  )
}
