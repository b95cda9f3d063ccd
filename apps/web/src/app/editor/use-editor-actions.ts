import type { Automation } from '@hookline/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callWithTag } from '../../lib/api.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { waitingRuns } from '../../lib/waiting-runs.ts'

interface EditorActionsOptions {
  id: string
  /** Saves what is on the screen. Out: whether it is saved. */
  flush: () => Promise<boolean>
  /** Takes the automation as the server has it now; `replacesDraft` where its draft is another one than the screen's. */
  onAnswer: (automation: Automation, etag: string, replacesDraft: boolean) => void
  /** The name that goes live with it where nobody gave it one; null where somebody did. */
  madeName: () => string | null
}

/** Publish, pause, resume, discard and rename: each on what is saved, each told when it is done. */
export function useEditorActions({ id, flush, onAnswer, madeName }: EditorActionsOptions) {
  const client = useQueryClient()
  const [isPublishing, setPublishing] = useState(false)
  const path = `/v1/automations/${encodeURIComponent(id)}`
  const change = async (what: string, work: () => Promise<void>) => {
    try {
      if (!(await flush())) return
      await work()
      await client.invalidateQueries({ queryKey: ['automations'] })
    } catch (error) {
      notifyFailed(what, error)
    }
  }
  const post = async (verb: string, replacesDraft = false) => {
    const { data, etag } = await callWithTag<Automation>('POST', `${path}/${verb}`)
    onAnswer(data, etag ?? '*', replacesDraft)
  }
  const rename = async (name: string) => {
    const { data, etag } = await callWithTag<Automation>('PATCH', path, { body: { name } })
    onAnswer(data, etag ?? '*', false)
  }
  const publish = () =>
    change('It could not be published', async () => {
      setPublishing(true)
      try {
        const name = madeName()
        if (name !== null) await rename(name)
        const { data } = await callWithTag<{ version: number }>('POST', `${path}/publish`)
        const now = await callWithTag<Automation>('GET', path)
        onAnswer(now.data, now.etag ?? '*', false)
        const runs = data.version === 1 ? null : await waitingRuns(now.data)
        const waiting = runs === null ? '' : `. ${runs} that wait finish on the version they began on`
        notifyDone(`Version ${data.version} is live${waiting}`)
      } finally {
        setPublishing(false)
      }
    })
  return {
    isPublishing,
    publish,
    pause: () => change('It could not be paused', () => post('pause')),
    resume: () => change('It could not be resumed', () => post('resume')),
    discard: () => change('The changes could not be discarded', () => post('discard', true)),
    rename: (name: string) => change('It could not be renamed', () => rename(name)),
  }
}
