import { notifications } from '@mantine/notifications'
import { ApiError } from './api.ts'

const closeButtonProps = { 'aria-label': 'Close' }

/** Tells what came of something that a person did. */
export function notifyDone(message: string): void {
  notifications.show({ message, color: 'green', withBorder: true, closeButtonProps })
}

/** Tells what could not be done, and why, in the server's words. */
export function notifyFailed(what: string, error: unknown): void {
  notifications.show({ title: what, message: reasonOf(error), color: 'red', withBorder: true, autoClose: 10_000, closeButtonProps })
}

/** Why something failed, in words for a person. */
export function reasonOf(error: unknown): string {
  if (error instanceof ApiError) {
    const fields = (error.problem.errors ?? []).slice(0, 3).map(({ path, message }) => `${path} ${message}`)
    return [error.message, ...fields].join(' · ')
  }
  return error instanceof Error ? error.message : String(error)
}
