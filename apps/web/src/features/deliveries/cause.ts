import type { Delivery, HeldReason } from '@hookline/schema'
import { deliveryErrors } from '@hookline/webhook'

/** What happened, and what to do about it. */
export interface Cause {
  message: string
  fix: string
}

/** Why a delivery has not arrived; null where nothing is wrong with it. */
export function causeOf({ status, heldReason, error, errorMessage, lastStatus }: Delivery): Cause | null {
  if (status === 'held') return heldReason ? heldCauses[heldReason] : null
  if (status === 'succeeded' || error === undefined) return null
  const known: Cause | undefined = Object.hasOwn(deliveryErrors, error) ? deliveryErrors[error as keyof typeof deliveryErrors] : undefined
  const byCode = error === 'status' ? codeCause(lastStatus) : undefined
  const isWaiting = status === 'pending'
  const message = byCode?.message ?? known?.message ?? `It failed with "${error}".`
  const fix = byCode?.fix ?? known?.fix ?? 'Look at the attempts below.'
  return {
    message: errorMessage && errorMessage !== known?.message ? `${message} ${errorMessage}` : message,
    fix: isWaiting ? whileOwed(fix) : fix,
  }
}

/** What is owed is not resent: it is tried again as it is, at once if somebody says so, or cancelled first. */
function whileOwed(fix: string): string {
  const again = ' It is tried again by itself, and at once by Try now.'
  const anew = '. Then cancel this delivery and resend it, rendered again.'
  return fix.replace(/,? then resend\.$/, `.${again}`).replace(/(?:, then|\. Then) render again\.$/, anew)
}

/** Codes of which more is known than that they are no success. */
function codeCause(code: number | null): Cause | undefined {
  if (code === null) return undefined
  if (code >= 500) {
    return {
      message: `The receiver answered ${code}: something broke on its side.`,
      fix: 'Nothing is wrong with the request as far as it says. Ask the receiver to look into its log at this time, then resend.',
    }
  }
  return codeCauses[code]
}

const codeCauses: Record<number, Cause> = {
  400: {
    message: 'The receiver answered 400: it does not understand the request.',
    fix: 'Read its answer under Attempts, compare the body under Request with what it asks for, correct the body, then render again.',
  },
  401: {
    message: 'The receiver answered 401: it does not accept the credentials.',
    fix: 'Check the authorization header of the webhook or block: it may be missing or out of date. Then render again.',
  },
  403: {
    message: 'The receiver answered 403: these credentials may not do this.',
    fix: 'Check the rights of the credentials in the headers, and whether the receiver lets calls from here in. Then render again.',
  },
  404: {
    message: 'The receiver answered 404: there is nothing at this URL.',
    fix: 'Check the path of the URL, and what its template put into it. Then render again.',
  },
  405: {
    message: 'The receiver answered 405: it does not take this method.',
    fix: 'Choose the method that the receiver asks for, usually POST. Then render again.',
  },
  413: { message: 'The receiver answered 413: the body is too large for it.', fix: 'Send fewer fields. Then render again.' },
  415: {
    message: 'The receiver answered 415: it does not take this content type.',
    fix: 'Choose the content type that the receiver asks for, usually application/json. Then render again.',
  },
  422: {
    message: 'The receiver answered 422: it understands the request, but not its values.',
    fix: 'Read its answer under Attempts: it usually names the field. Correct the body, then render again.',
  },
  429: {
    message: 'The receiver answered 429: too many calls.',
    fix: 'Lower the rate in the delivery settings of the webhook or block.',
  },
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
