import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { blockSentence } from '../blocks/registry.ts'
import { useCanvas, useCanvasState } from '../canvas-context.ts'
import { readingOrder } from '../graph/ways.ts'
import classes from './search-bar.module.css'
import { useNavigation } from './use-navigation.ts'

/** Finds blocks by their name, type, settings or id; Enter goes from one to the next. */
export function SearchBar() {
  const { ui, store } = useCanvas()
  const navigation = useNavigation()
  const graph = useCanvasState((state) => state.graph)
  const [search, setSearch] = useState('')
  const [at, setAt] = useState(-1)
  const found = useMemo(() => {
    const wanted = search.trim().toLowerCase()
    if (wanted === '') return []
    const texts = new Map(
      graph.nodes.map((node) => [node.id, `${blockSentence(node)} ${node.type} ${node.id} ${JSON.stringify(node.config)}`]),
    )
    return readingOrder(graph).filter((id) => texts.get(id)?.toLowerCase().includes(wanted))
  }, [graph, search])
  const go = (step: number) => {
    if (found.length === 0) return
    const next = (at + step + found.length) % found.length
    setAt(next)
    const id = found[next]
    if (id === undefined) return
    store.getState().select({ ids: new Set([id]), edges: new Set() })
    navigation.reveal(id)
  }
  const close = () => {
    ui.setState({ isSearching: false })
    const id = found[at]
    if (id !== undefined) navigation.focus(id)
  }
  const count = search.trim() === '' ? '' : found.length === 0 ? 'None' : `${Math.max(at, 0) + 1} of ${found.length}`
  return (
    <search className={classes.bar}>
      <TextInput
        autoFocus
        aria-label="Find a block"
        placeholder="Find a block"
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value)
          setAt(-1)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
          if (event.key === 'Escape') close()
        }}
      />
      <output className={classes.count}>{count}</output>
      <CloseButton aria-label="Close the search" onClick={close} />
    </search>
  )
}
