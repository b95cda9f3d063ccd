import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { EventTitles } from './blocks/block-view.ts'
import type { Canvas, CanvasStore } from './store.ts'
import type { CanvasUi, CanvasUiStore } from './ui-store.ts'

export interface CanvasContextValue {
  readonly store: CanvasStore
  readonly ui: CanvasUiStore
  readonly readOnly: boolean
  readonly eventTitles: EventTitles
  readonly onOpenNumber: ((nodeId: string, name: 'in' | 'out' | 'failed' | 'waiting') => void) | undefined
  readonly settingsId: string | undefined
}

const CanvasContext = createContext<CanvasContextValue | null>(null)
export const CanvasProvider = CanvasContext.Provider

/** The stores of the canvas around; they never change while it is open. */
export function useCanvas(): CanvasContextValue {
  const value = useContext(CanvasContext)
  if (!value) throw new Error('not inside a Canvas')
  return value
}

/** A part of the canvas' state. */
export function useCanvasState<T>(select: (state: Canvas) => T): T {
  return useStore(useCanvas().store, select)
}

/** A part of what passes on the canvas. */
export function useUi<T>(select: (state: CanvasUi) => T): T {
  return useStore(useCanvas().ui, select)
}
