import { ActionIcon } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconHelp,
  IconMaximize,
  IconMinus,
  IconPlus,
  IconSearch,
  IconSitemap,
} from '@tabler/icons-react'
import { useStore as useFlowStore, useReactFlow } from '@xyflow/react'
import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { tip } from '../../../components/tip/tip.ts'
import { useCanvas } from '../canvas-context.ts'
import classes from './toolbar.module.css'
import { useNavigation } from './use-navigation.ts'

/** Zoom, undo and the tools of the canvas. */
export function Toolbar() {
  const { store, ui, readOnly } = useCanvas()
  const { zoomIn, zoomOut, zoomTo } = useReactFlow()
  const { fit } = useNavigation()
  const percent = useFlowStore(({ transform }) => Math.round(transform[2] * 100))
  const canUndo = useStore(store.temporal, ({ pastStates }) => pastStates.length > 0)
  const canRedo = useStore(store.temporal, ({ futureStates }) => futureStates.length > 0)
  const { undo, redo, tidy } = store.getState()
  return (
    <div className={classes.bar} role="toolbar" aria-label="Canvas">
      <Tool label="Zoom out (−)" onClick={() => void zoomOut()} icon={<IconMinus size={18} stroke={1.8} />} />
      <button type="button" className={classes.percent} title="Zoom to 100 %" onClick={() => void zoomTo(1, { duration: 200 })}>
        {percent} %
      </button>
      <Tool label="Zoom in (+)" onClick={() => void zoomIn()} icon={<IconPlus size={18} stroke={1.8} />} />
      <Tool label="Show everything (F)" onClick={fit} icon={<IconMaximize size={18} stroke={1.8} />} />
      {!readOnly && (
        <>
          <span className={classes.gap} />
          <Tool label="Undo (Ctrl+Z)" disabled={!canUndo} onClick={undo} icon={<IconArrowBackUp size={18} stroke={1.8} />} />
          <Tool label="Redo (Ctrl+Shift+Z)" disabled={!canRedo} onClick={redo} icon={<IconArrowForwardUp size={18} stroke={1.8} />} />
          <Tool label="Tidy up (Shift+T)" onClick={tidy} icon={<IconSitemap size={18} stroke={1.8} className={classes.sideways} />} />
        </>
      )}
      <span className={classes.gap} />
      <Tool label="Find a block (Ctrl+F)" onClick={() => ui.setState({ isSearching: true })} icon={<IconSearch size={18} stroke={1.8} />} />
      <Tool label="Keys (?)" onClick={() => ui.setState({ showsKeys: true })} icon={<IconHelp size={18} stroke={1.8} />} />
    </div>
  )
}

function Tool({ label, icon, disabled = false, onClick }: { label: string; icon: ReactNode; disabled?: boolean; onClick: () => void }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={32}
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className={classes.tool}
      {...tip(label)}
    >
      {icon}
    </ActionIcon>
  )
}
