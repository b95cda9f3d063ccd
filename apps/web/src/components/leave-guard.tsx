import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, useCallback } from 'react'
import { ConfirmModal } from './confirm-modal.tsx'

/** For so long leaving waits for the last save; then it asks. */
const saveMsMax = 3000

interface Move {
  current: { pathname: string }
  next: { pathname: string }
}

interface LeaveGuardProps {
  /** Saves what is not saved yet, and says whether the server has it all. */
  flush: () => Promise<boolean>
  /** What would be lost, and why it is not saved. */
  children: ReactNode
}

/** Whoever goes to another page leaves nothing unsaved behind unasked. */
export function LeaveGuard({ flush, children }: LeaveGuardProps) {
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
      {children}
    </ConfirmModal>
  )
}

function patience(): Promise<boolean> {
  return new Promise((resolve) => setTimeout(resolve, saveMsMax, false))
}
