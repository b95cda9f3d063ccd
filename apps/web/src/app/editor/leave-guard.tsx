import { useBlocker } from '@tanstack/react-router'
import { useCallback } from 'react'
import { ConfirmModal } from '../../components/confirm-modal.tsx'

/** For so long leaving waits for the last save; then it asks. */
const saveMsMax = 3000

interface Move {
  current: { pathname: string }
  next: { pathname: string }
}

interface LeaveGuardProps {
  /** Saves what is not saved yet, and says whether the server has it all. */
  flush: () => Promise<boolean>
}

/** Whoever goes to another page leaves nothing unsaved behind unasked. */
export function LeaveGuard({ flush }: LeaveGuardProps) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: useCallback(
      async ({ current, next }: Move) => current.pathname !== next.pathname && !(await Promise.race([flush(), patience()])),
      [flush],
    ),
    // The window's own question is asked where the draft is saved.
    enableBeforeUnload: false,
    withResolver: true,
  })
  return (
    <ConfirmModal
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title="Leave with changes that are not saved?"
      action="Leave and lose them"
      danger
      onConfirm={() => {
        proceed?.()
        return undefined
      }}
    >
      The last changes of this draft could not be saved. The bar on top says why; they are on the screen as long as this page is open.
    </ConfirmModal>
  )
}

function patience(): Promise<boolean> {
  return new Promise((resolve) => setTimeout(resolve, saveMsMax, false))
}
