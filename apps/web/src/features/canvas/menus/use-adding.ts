import { useMemo } from 'react'
import { blockView } from '../blocks/registry.ts'
import { useCanvas } from '../canvas-context.ts'
import type { Place } from '../graph/rules.ts'
import type { Point } from '../graph/ways.ts'
import { useNavigation } from '../tools/use-navigation.ts'

/** Adds a block of a type and brings it before the person's eyes. */
export function useAdding(): (type: string, place: Place, position?: Point) => void {
  const { store } = useCanvas()
  const navigation = useNavigation()
  return useMemo(
    () => (type, place, position) => {
      const where = place.at === 'free' ? { place, position: position ?? navigation.center() } : { place, position }
      const id = store.getState().insert({ type, config: blockView(type).defaultConfig() }, where)
      if (id === null) return
      store.getState().open(id)
      navigation.focus(id)
    },
    [store, navigation],
  )
}
