import { UnstyledButton } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { tip } from '../../../components/tip/tip.ts'
import { blockViews } from '../blocks/registry.ts'
import { useCanvas, useCanvasState } from '../canvas-context.ts'
import { dragKind } from '../flow/use-dropping.ts'
import { typeProblem } from '../graph/rules.ts'
import { useAdding } from '../menus/use-adding.ts'
import { placeFor } from '../tools/add-places.ts'
import { useNavigation } from '../tools/use-navigation.ts'
import iconClasses from './block-icon.module.css'
import { BlockIcon } from './block-icon.tsx'
import classes from './palette.module.css'

/** The blocks there are: a click puts one where it fits, a drag where it is dropped. */
export function Palette() {
  const { store } = useCanvas()
  const add = useAdding()
  const navigation = useNavigation()
  const graph = useCanvasState((state) => state.graph)
  const kind = useCanvasState((state) => state.kind)
  const put = (type: string) => {
    const { selection } = store.getState()
    const selected = selection.ids.size === 1 ? [...selection.ids][0] : undefined
    add(type, placeFor(graph, { type, selected }, kind))
  }
  return (
    <nav className={classes.palette} aria-label="Blocks" data-palette>
      {blockViews.map(({ type, title, hint }) => {
        const problem = typeProblem(graph, { type, place: { at: 'free' } }, kind)
        return (
          <Item key={type} title={title} hint={problem ?? hint} type={type} isOff={problem !== null} onAdd={() => put(type)}>
            <BlockIcon type={type} />
          </Item>
        )
      })}
      <Item
        title="Note"
        hint="A note for people; events pass it by"
        type="note"
        onAdd={() => store.getState().addNote(navigation.center())}
      >
        <span className={iconClasses.icon}>
          <IconNote size={18} stroke={1.8} aria-hidden />
        </span>
      </Item>
    </nav>
  )
}

interface ItemProps {
  title: string
  hint: string
  type: string
  isOff?: boolean
  onAdd: () => void
  children: React.ReactNode
}

function Item({ title, hint, type, isOff = false, onAdd, children }: ItemProps) {
  return (
    <UnstyledButton
      className={classes.item}
      aria-label={`${title}: ${hint}`}
      aria-disabled={isOff}
      {...tip(hint, 'right')}
      draggable={!isOff}
      onClick={() => {
        if (!isOff) onAdd()
      }}
      onDragStart={(event) => {
        event.dataTransfer.setData(dragKind, type)
        event.dataTransfer.effectAllowed = 'copy'
      }}
    >
      {children}
      <span className={classes.word}>{title}</span>
    </UnstyledButton>
  )
}
