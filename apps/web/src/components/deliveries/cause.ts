import type { Delivery, HeldReason } from '@hookline/schema'
import { deliveryErrors, statusCause } from '@hookline/webhook'

/** What happened, and what to do about it. */
export interface Cause {
  message: string
  fix: string
}

/** Why a delivery has not arrived; null where nothing is wrong with it. */
export function causeOf({ status, heldReason, error, errorMessage, lastStatus, request }: Delivery): Cause | null {
  if (status === 'held') return heldReason ? heldCauses[heldReason] : null
  if (status === 'succeeded' || error === undefined) return null
  const known: Cause | undefined = Object.hasOwn(deliveryErrors, error) ? deliveryErrors[error as keyof typeof deliveryErrors] : undefined
  const byCode = error === 'status' && lastStatus !== null ? statusCause(lastStatus, hasAuthorization(request)) : undefined
  const message = byCode?.message ?? known?.message ?? `It failed with "${error}".`
  // What is owed is not resent: it is tried again as it is, at once if somebody says so, or cancelled first.
  const next = status === 'pending' ? whileOwed : 'Then resend it.'
  const fix = byCode ? `${byCode.fix} ${next}` : (known?.fix ?? 'Look at the attempts below.')
  return { message: errorMessage && errorMessage !== known?.message ? `${message} ${errorMessage}` : message, fix }
}

const whileOwed =
  'It is tried again by itself, and at once by Try now; with another body or other headers only once it is cancelled and resent.'

function hasAuthorization({ headers }: Delivery['request']): boolean {
  return headers.some(({ name }) => name.toLowerCase() === 'authorization')
}

const heldCauses: Record<HeldReason, Cause> = {
  'switch-off': {
    message: 'Calls are switched off for the whole workspace. It uses up no retries.',
    fix: 'It is sent when an admin turns calls on again in Settings › Calls.',
  },
  'webhook-inactive': {
    message: 'Its webhook is inactive. It uses up no retries.',
    fix: 'It is sent when the webhook is active again.',
  },
  'endpoint-paused': {
    message: 'Its endpoint is paused. It uses up no retries.',
    fix: 'It is sent when somebody resumes the endpoint.',
  },
  'breaker-open': {
    message: 'The receiver failed so often that Hookline gives it a rest. It uses up no retries.',
    fix: 'Hookline tries the receiver from time to time and sends what is held as soon as it answers. Look at what it answered last.',
  },
}
