import { ApiError } from './api.ts'

export interface Notice {
  id: number
  tone: 'done' | 'failed' | 'undoable' | 'told'
  title?: string
  message: string
  closeAfterMs: number
  /** Takes back what was done; the notice stays when that fails. */
  undo?: () => Promise<unknown>
  /** Where it can be seen. */
  look?: { label: string; open: () => void }
}

const noticesMax = 4
const doneMs = 4000
const failedMs = 10_000
const undoableMs = 15_000
const toldMs = 30_000

let notices: readonly Notice[] = []
let lastId = 0
const listeners = new Set<() => void>()

/** Tells what came of something that a person did. */
export function notifyDone(message: string): void {
  show({ tone: 'done', message, closeAfterMs: doneMs })
}

/** Tells what could not be done, and why, in the server's words. */
export function notifyFailed(what: string, error: unknown): void {
  show({ tone: 'failed', title: what, message: reasonOf(error), closeAfterMs: failedMs })
}

/** Tells what was done, with the way back. */
export function notifyUndoable(message: string, undo: () => Promise<unknown>): void {
  show({ tone: 'undoable', message, undo, closeAfterMs: undoableMs })
}

/** Tells what happened meanwhile, without anybody here doing it, and where it can be seen. */
export function notifyTold(told: Required<Pick<Notice, 'title' | 'message' | 'look'>>): void {
  show({ tone: 'told', closeAfterMs: toldMs, ...told })
}

/** The notices that are shown, the oldest first. */
export function shownNotices(): readonly Notice[] {
  return notices
}

export function subscribeToNotices(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function closeNotice(id: number): void {
  change(notices.filter((notice) => notice.id !== id))
}

function show(notice: Omit<Notice, 'id'>): void {
  lastId += 1
  change(withRoom([...notices, { ...notice, id: lastId }]))
}

/** Where there are too many, the oldest goes whose going loses nothing: a way back stays for as long as it was promised. */
function withRoom(all: readonly Notice[]): readonly Notice[] {
  if (all.length <= noticesMax) return all
  const spare = all.findIndex(({ tone }, index) => tone !== 'undoable' && index < all.length - 1)
  return spare < 0 ? all : all.toSpliced(spare, 1)
}

function change(next: readonly Notice[]): void {
  notices = next
  for (const listener of listeners) listener()
}

/** Why something failed, in words for a person. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) {
    const fields = (error.problem.errors ?? []).slice(0, 3).map(({ path, message }) => `${path} ${message}`)
    return [error.message, ...fields].join(' · ')
  }
  return error instanceof Error ? error.message : String(error)
}
