import { waitsAt } from '@hookline/engine'
import { Menu } from '@mantine/core'
import {
  IconArrowsRightLeft,
  IconArrowsSplit2,
  IconChartDots,
  IconCopy,
  IconLinkOff,
  IconPencil,
  IconPlayerSkipForward,
  IconPlus,
  IconSelectAll,
  IconSettings,
  IconTrash,
} from '@tabler/icons-react'
import { blockTitle } from '../blocks/registry.ts'
import { useCanvas, useCanvasState } from '../canvas-context.ts'
import { disconnect } from '../graph/connect.ts'
import { edgeKey, findBlock } from '../graph/ways.ts'
import { placesAfter } from '../tools/add-places.ts'
import { useNavigation } from '../tools/use-navigation.ts'
import type { CanvasMenu } from '../ui-store.ts'
import classes from './menus.module.css'

/** Everything that can be done with one block. */
export function BlockMenu({ menu }: { menu: Extract<CanvasMenu, { kind: 'block' }> }) {
  const { store, ui, onOpenNumber } = useCanvas()
  const { focusSelected } = useNavigation()
  const graph = useCanvasState((state) => state.graph)
  const { id, at } = menu
  const node = findBlock(graph, id)
  if (!node) return null
  const { open, select, selectAfter, bypass, duplicateSelected, removeSelected, edit } = store.getState()
  const isTrigger = node.type === 'trigger'
  const only = () => select({ ids: new Set([id]), edges: new Set() })
  const close = () => ui.setState({ menu: null })
  const add = () => ui.setState({ menu: { kind: 'add', at, places: placesAfter(graph, id) } })
  const remove = () => {
    only()
    removeSelected()
  }
  const duplicate = () => {
    only()
    duplicateSelected()
    focusSelected()
  }
  return (
    <Menu opened onClose={close} position="bottom-start" width={250} returnFocus>
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-label="Actions" className={classes.anchor} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions of ${blockTitle(node)}`}>
        <Menu.Item leftSection={<IconSettings size={16} />} onClick={() => open(id)}>
          Open
        </Menu.Item>
        {onOpenNumber && (
          <Menu.Item leftSection={<IconChartDots size={16} />} onClick={() => onOpenNumber(id, 'in')}>
            {numberWords(node.type)}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPlus size={16} />} rightSection="+" closeMenuOnClick={false} onClick={add}>
          Add or connect after it
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={16} />} rightSection="F2" onClick={() => ui.setState({ renamingId: id })}>
          Rename
        </Menu.Item>
        <Menu.Item leftSection={<IconSelectAll size={16} />} rightSection="Shift →" onClick={() => selectAfter(id)}>
          Select everything after it
        </Menu.Item>
        {!isTrigger && (
          <Menu.Item leftSection={<IconCopy size={16} />} rightSection="Ctrl D" onClick={duplicate}>
            Duplicate
          </Menu.Item>
        )}
        {!isTrigger && (
          <Menu.Item
            leftSection={node.bypassed ? <IconArrowsRightLeft size={16} /> : <IconPlayerSkipForward size={16} />}
            rightSection="B"
            onClick={() => bypass(new Set([id]), !node.bypassed)}
          >
            {node.bypassed ? 'Take in again' : 'Bypass'}
          </Menu.Item>
        )}
        {graph.edges
          .filter(({ from }) => from === id)
          .map((edge) => {
            const to = findBlock(graph, edge.to)
            return (
              <Menu.Item
                key={edgeKey(edge)}
                leftSection={edge.branch ? <IconArrowsSplit2 size={16} /> : <IconLinkOff size={16} />}
                onClick={() => edit((before) => disconnect(before, new Set([edgeKey(edge)])))}
              >
                Cut the way{edge.branch ? ` “${edge.branch}”` : ''} to {to ? blockTitle(to) : edge.to}
              </Menu.Item>
            )
          })}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} rightSection="Del" onClick={remove}>
          Delete
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** What the numbers of a block lead to. */
function numberWords(type: string): string {
  if (waitsAt(type)) return 'See who waits here'
  return type === 'webhook' ? 'See its calls of the last 24 hours' : 'See the events of the last 24 hours'
}
