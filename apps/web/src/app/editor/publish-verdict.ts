import type { Automation, Diagnostic } from '@hookline/schema'
import type { SaveState } from './use-autosave.ts'

interface PublishInput {
  automation: Pick<Automation, 'status' | 'hasChanges' | 'publishedVersion'>
  /** Absent until the draft was checked. */
  diagnostics: readonly Diagnostic[] | undefined
  saveState: SaveState
}

/** Whether the draft can go live now, and in words why not. */
export function publishVerdict({ automation, diagnostics, saveState }: PublishInput): { isPossible: boolean; why: string | null } {
  const no = (why: string) => ({ isPossible: false, why })
  if (saveState.kind === 'conflict') return no('Somebody else changed this draft: choose which one is to stay first.')
  if (saveState.kind === 'failed') return no('The draft is not saved: save it first.')
  const errors = diagnostics?.filter(({ severity }) => severity === 'error').length ?? 0
  if (errors > 0) return no(`${errors === 1 ? 'One problem stands' : `${errors} problems stand`} in the way: see Problems below.`)
  if (saveState.kind === 'saved' && automation.publishedVersion !== null && !automation.hasChanges) {
    return no(`Nothing has changed since version ${automation.publishedVersion}.`)
  }
  return { isPossible: true, why: null }
}
