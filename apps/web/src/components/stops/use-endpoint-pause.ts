import type { Endpoint } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { notifyDone, notifyFailed, notifyUndoable } from '../../lib/notify.ts'
import type { HeldAnswer } from '../held-choice/held-choice.ts'

type Place = Pick<Endpoint, 'id' | 'host'>

/** Pauses an endpoint, which can be taken back, and lets it go on. */
export function useEndpointPause() {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const reread = async () => {
    await Promise.all(['endpoints', 'deliveries', 'stats'].map((topic) => client.invalidateQueries({ queryKey: [topic] })))
  }
  /** Throws where it is refused: whoever asked says so. */
  const resume = async ({ id, host }: Place, held: HeldAnswer) => {
    await call('POST', `/v1/endpoints/${encodeURIComponent(id)}/resume`, { body: { held } })
    notifyDone(`${host} is called again${held === 'drop' ? '' : '; what was held leaves, more each second'}.`)
    await reread()
  }
  const pause = async (place: Place) => {
    setBusy(true)
    try {
      await call('POST', `/v1/endpoints/${encodeURIComponent(place.id)}/pause`)
      notifyUndoable(`${place.host} is paused. What comes for it is held.`, () => resume(place, 'send'))
    } catch (error) {
      notifyFailed('It could not be paused', error)
    } finally {
      setBusy(false)
      await reread()
    }
  }
  return { pause, resume, isBusy }
}
