import { Combobox, useCombobox } from '@mantine/core'
import { useEffect, useState } from 'react'
import { blockTitle, blockView } from '../blocks/registry.ts'
import { useCanvas, useCanvasState } from '../canvas-context.ts'
import { allowedTargets, allowedTypes } from '../graph/rules.ts'
import { BlockIcon } from '../palette/block-icon.tsx'
import { useNavigation } from '../tools/use-navigation.ts'
import type { CanvasMenu } from '../ui-store.ts'
import classes from './menus.module.css'
import { useAdding } from './use-adding.ts'

interface Choice {
  readonly value: string
  readonly type: string
  readonly title: string
  readonly hint: string
  readonly run: () => void
}

const targetsShown = 50

/** The list of what may be put at a place: new blocks, and blocks to which the way may lead. */
export function AddMenu({ menu }: { menu: Extract<CanvasMenu, { kind: 'add' }> }) {
  const { ui } = useCanvas()
  const [search, setSearch] = useState('')
  const groups = useGroups(menu)
  const close = () => ui.setState({ menu: null })
  const combobox = useCombobox({ opened: true, onDropdownClose: close })
  const { focusSearchInput, selectFirstOption } = combobox
  useEffect(() => {
    const frame = requestAnimationFrame(focusSearchInput)
    return () => cancelAnimationFrame(frame)
  }, [focusSearchInput])
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other words another option comes first
  useEffect(() => {
    const frame = requestAnimationFrame(selectFirstOption)
    return () => cancelAnimationFrame(frame)
  }, [search])
  const wanted = search.trim().toLowerCase()
  const shown = groups
    .map(({ label, choices }) => ({
      label,
      choices: choices.filter(({ title, hint }) => `${title} ${hint}`.toLowerCase().includes(wanted)),
    }))
    .filter(({ choices }) => choices.length > 0)
  return (
    <Combobox
      store={combobox}
      width={280}
      position="bottom-start"
      withinPortal
      onOptionSubmit={(value) => {
        const choice = groups.flatMap(({ choices }) => choices).find((option) => option.value === value)
        close()
        choice?.run()
      }}
    >
      <Combobox.Target>
        <div className={classes.anchor} style={{ left: menu.at.x, top: menu.at.y }} />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={search}
          aria-label="Find a block to add"
          placeholder="Add a block…"
          onChange={(event) => setSearch(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close()
          }}
          onBlur={close}
        />
        <Combobox.Options aria-label="Blocks to add" mah={320} className={classes.options}>
          {shown.length === 0 && <Combobox.Empty>Nothing fits here</Combobox.Empty>}
          {shown.map(({ label, choices }) => (
            <Combobox.Group label={label} key={label}>
              {choices.map(({ value, type, title, hint }) => (
                <Combobox.Option value={value} key={value} className={classes.option}>
                  <BlockIcon type={type} />
                  <span className={classes.words}>
                    <span className={classes.title}>{title}</span>
                    <span className={classes.hint}>{hint}</span>
                  </span>
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function useGroups({ places, position }: Extract<CanvasMenu, { kind: 'add' }>): { label: string; choices: Choice[] }[] {
  const { store } = useCanvas()
  const navigation = useNavigation()
  const add = useAdding()
  const graph = useCanvasState((state) => state.graph)
  const kind = useCanvasState((state) => state.kind)
  return places.flatMap(({ label, place }, index) => {
    const blocks = allowedTypes(graph, place, kind).map((type): Choice => {
      const { title, hint } = blockView(type)
      return { value: `${index} add ${type}`, type, title, hint, run: () => add(type, place, position) }
    })
    if (place.at !== 'way') return [{ label, choices: blocks }]
    const targets = allowedTargets(graph, place.way, kind)
    const existing = graph.nodes.filter(({ id }) => targets.has(id)).slice(0, targetsShown)
    const connections = existing.map((node): Choice => {
      const run = () => {
        store.getState().connect(place.way, node.id)
        navigation.focus(node.id)
      }
      return {
        value: `${index} connect ${node.id}`,
        type: node.type,
        title: blockTitle(node),
        hint: blockView(node.type).summary(node.config),
        run,
      }
    })
    const by = place.way.branch === '' ? '' : ` “${place.way.branch}”`
    return [
      { label, choices: blocks },
      { label: `Lead${by} to`, choices: connections },
    ]
  })
}
