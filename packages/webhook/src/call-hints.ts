import type { DeliveryPolicy } from '@hookline/schema'
import { classify } from './classify.ts'
import { type DeliveryErrorCode, deliveryErrors } from './delivery-errors.ts'

/** Something about a call that a person should know, and what to do about it. */
export interface CallHint {
  severity: 'error' | 'warning'
  code: string
  message: string
  fix: string
}

/** How a call ended, and how the request was meant. */
export interface EndedCall {
  status: number | null
  /** Where there was no answer, or one that was not accepted. */
  error: string | null
  /** The exact words of what went wrong, where there are any. */
  errorMessage?: string | undefined
  /** Null where it is not known. */
  durationMs: number | null
  policy: Pick<DeliveryPolicy, 'success' | 'timeoutMs'>
  /** Whether the request had an Authorization header. */
  hasAuthorization: boolean
}

/** A receiver that takes longer holds up its own calls, and times out first when it is busy. */
const slowMs = 2000

/** What a person should know of a call: why it was not accepted, or that it was slow. Nothing is to be said of most. */
export function callHints(call: EndedCall): CallHint[] {
  const { status, error, errorMessage, durationMs, policy } = call
  if (status !== null && classify({ outcome: { kind: 'answer', status }, policy }).kind !== 'succeeded') return [rejection(status, call)]
  if (status === null && error !== null) return [failure(error, errorMessage)]
  return durationMs !== null && durationMs > Math.min(slowMs, policy.timeoutMs / 2) ? [slow(durationMs, policy.timeoutMs)] : []
}

/** That a receiver takes long; `durationMs` is what it took, or what most calls take at most. */
export function slow(durationMs: number, timeoutMs: number): CallHint {
  return {
    severity: 'warning',
    code: 'slow',
    message: `The receiver is slow: it took ${seconds(durationMs)} of the ${seconds(timeoutMs)} allowed.`,
    fix: 'Ask the receiver to answer first and work afterwards, or allow more time in the delivery settings.',
  }
}

/** Whether 95 of 100 calls take so long that a person should know. */
export function isSlow(p95Ms: number, timeoutMs: number): boolean {
  return p95Ms > Math.min(slowMs, timeoutMs / 2)
}

function rejection(status: number, { policy, hasAuthorization }: EndedCall): CallHint {
  const error = { severity: 'error', code: `status-${status}` } as const
  if (policy.success === '200' && status > 200 && status < 300) {
    return {
      ...error,
      message: `The receiver answered ${status}; only exactly 200 counts as success here.`,
      fix: 'Choose "any answer 2xx" in the delivery settings, if this answer means that it accepts.',
    }
  }
  const known = statusCause(status, hasAuthorization)
  if (known) return { ...error, ...known }
  const { message, fix } = deliveryErrors[status === 410 ? 'gone' : status >= 300 && status < 400 ? 'redirect' : 'status']
  return { ...error, message: `${message.replace(/\.$/, '')} (${status}).`, fix }
}

function failure(code: string, reason: string | undefined): CallHint {
  const known = Object.hasOwn(deliveryErrors, code) ? deliveryErrors[code as DeliveryErrorCode] : null
  const message = known?.message ?? `It failed with "${code}".`
  const fix = known?.fix ?? 'Look at the attempts of the delivery.'
  return { severity: 'error', code, message: reason && reason !== message ? `${message} ${reason}` : message, fix }
}

/** What is known of an answer that was not accepted beside its code; undefined where that is nothing. */
export function statusCause(status: number, hasAuthorization?: boolean): { message: string; fix: string } | undefined {
  if (status >= 500) {
    return {
      message: `The receiver answered ${status}: something broke on its side.`,
      fix: 'Nothing is wrong with the request as far as it says. Ask the receiver to look into its log at this time.',
    }
  }
  if (status === 401 || status === 403) return unauthorized(status, hasAuthorization)
  return causes[status]
}

function unauthorized(status: 401 | 403, has: boolean | undefined): { message: string; fix: string } {
  const which = has === undefined ? 'missing or wrong' : has ? 'wrong' : 'missing'
  const message = `The receiver answered ${status}: an Authorization header is ${which}.`
  const rights = status === 403 ? ' Its credentials may also lack a right, or the receiver does not let calls from here in.' : ''
  const fix = has ? 'Replace its value under Headers' : 'Add a header Authorization with what the receiver gave you, and mark it as secret'
  return { message, fix: `${fix}.${rights}` }
}

const causes: Record<number, { message: string; fix: string }> = {
  400: {
    message: 'The receiver answered 400: it does not understand the request.',
    fix: 'Read its answer, compare the body with what it asks for, and correct the body.',
  },
  404: {
    message: 'The receiver answered 404: there is nothing at this URL.',
    fix: 'Check the path of the URL, and what its template put into it.',
  },
  405: {
    message: 'The receiver answered 405: it does not take this method.',
    fix: 'Choose the method that the receiver asks for, usually POST.',
  },
  413: { message: 'The receiver answered 413: the body is too large for it.', fix: 'Send fewer fields.' },
  415: {
    message: 'The receiver answered 415: it does not take this content type.',
    fix: 'Choose the content type that the receiver asks for, usually application/json.',
  },
  422: {
    message: 'The receiver answered 422: it understands the request, but not its values.',
    fix: 'Read its answer: it usually names the field. Correct the body.',
  },
  429: {
    message: 'The receiver answered 429: too many calls.',
    fix: 'Lower the rate in the delivery settings.',
  },
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`
}
