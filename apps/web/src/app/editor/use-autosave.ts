import type { Automation, Graph } from '@hookline/schema'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, callWithTag } from '../../lib/api.ts'
import { reasonOf } from '../../lib/notify.ts'

/** How a draft stands to what the server has. */
export type SaveState =
  | { kind: 'saved' }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'failed'; reason: string }
  /** Somebody else was faster: `theirs` is what is there now. */
  | { kind: 'conflict'; theirs: Automation; theirTag: string }

const quietMs = 800

interface AutosaveOptions {
  automation: Automation
  etag: string
  /** The draft as it is on the screen; another object is another state of it. */
  graph: Graph
  /** Called with what the server has after each save, and with the draft that was sent. */
  onSaved: (automation: Automation, sent: Graph) => void
}

/**
 * Saves the draft soon after it changed, one save at a time, each on the state it was made on (ETag): what somebody else
 * saved meanwhile is never overwritten unasked. While saving fails the draft stays on the screen, and is tried again.
 */
export function useAutosave({ automation, etag, graph, onSaved }: AutosaveOptions) {
  const [state, setState] = useState<SaveState>({ kind: 'saved' })
  const tag = useRef(etag)
  const saved = useRef(graph)
  const latest = useRef(graph)
  const saving = useRef<Promise<boolean> | null>(null)
  const isBlocked = useRef(false)
  const tell = useRef(onSaved)
  latest.current = graph
  tell.current = onSaved
  const path = `/v1/automations/${encodeURIComponent(automation.id)}`

  const saveOnce = useCallback(async (): Promise<boolean> => {
    const draft = latest.current
    if (draft === saved.current) return true
    // A conflict is for a person to resolve; until then nothing is sent.
    if (isBlocked.current) return false
    setState({ kind: 'saving' })
    try {
      const answer = await callWithTag<Automation>('PATCH', path, { body: { draft }, ifMatch: tag.current })
      tag.current = answer.etag ?? tag.current
      saved.current = draft
      setState(latest.current === draft ? { kind: 'saved' } : { kind: 'waiting' })
      tell.current(answer.data, draft)
      return true
    } catch (error) {
      const failure = await failureOf(error, path)
      isBlocked.current = failure.kind === 'conflict'
      setState(failure)
      return false
    }
  }, [path])

  /** Saves what is not saved yet. Out: whether the server has it all. */
  const flush = useCallback(async (): Promise<boolean> => {
    while (saving.current) await saving.current
    if (latest.current === saved.current) return true
    saving.current = saveOnce()
    const isSaved = await saving.current
    saving.current = null
    return isSaved && (latest.current === saved.current || flush())
  }, [saveOnce])

  useEffect(() => {
    if (graph === saved.current) return
    setState((before) => (before.kind === 'conflict' ? before : { kind: 'waiting' }))
    const timer = setTimeout(() => void flush(), quietMs)
    return () => clearTimeout(timer)
  }, [graph, flush])

  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (latest.current !== saved.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [])

  /** Takes a state of the server as the one that is on the screen: after a restore, a discard, or taking theirs. */
  const adopt = useCallback((adopted: Graph, newTag: string) => {
    tag.current = newTag
    saved.current = adopted
    latest.current = adopted
    isBlocked.current = false
    setState({ kind: 'saved' })
  }, [])

  /** Ends a conflict in favour of what is on the screen. */
  const keepMine = useCallback(
    (theirTag: string) => {
      tag.current = theirTag
      isBlocked.current = false
      setState({ kind: 'waiting' })
      return flush()
    },
    [flush],
  )
  return { state, flush, adopt, keepMine }
}

async function failureOf(error: unknown, path: string): Promise<SaveState> {
  if (error instanceof ApiError && error.status === 412) {
    try {
      const { data, etag } = await callWithTag<Automation>('GET', path)
      return { kind: 'conflict', theirs: data, theirTag: etag ?? '*' }
    } catch (second) {
      return { kind: 'failed', reason: reasonOf(second) }
    }
  }
  return { kind: 'failed', reason: reasonOf(error) }
}
