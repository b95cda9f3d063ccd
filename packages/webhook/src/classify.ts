import type { DeliveryPolicy } from '@hookline/schema'
import { type DeliveryErrorCode, deliveryErrors } from './delivery-errors.ts'
import type { Directive } from './directive.ts'

/** How one attempt ended: with an answer, or without one. */
export type AttemptOutcome = { kind: 'answer'; status: number; directive?: Directive | null } | { kind: 'error'; code: DeliveryErrorCode }

/** What that means for the delivery: done, owed again (if the retries are not spent), or undelivered at once. */
export type Verdict = { kind: 'succeeded' } | { kind: 'retry'; code: DeliveryErrorCode } | { kind: 'final'; code: DeliveryErrorCode }

const succeeded: Verdict = { kind: 'succeeded' }

/**
 * Judges one attempt (product.md › Delivery; api.md › Delivery policy).
 * In: how it ended and what the policy counts as success. Out: the verdict, with one of `deliveryErrors` when it failed.
 */
export function classify({ outcome, policy }: { outcome: AttemptOutcome; policy: Pick<DeliveryPolicy, 'success'> }): Verdict {
  switch (outcome.kind) {
    case 'error':
      return rejected(outcome.code)
    case 'answer':
      return isSuccess(outcome.status, policy.success) ? succeeded : rejected(codeOfAnswer(outcome))
  }
}

function isSuccess(status: number, success: DeliveryPolicy['success']): boolean {
  return success === '200' ? status === 200 : status >= 200 && status < 300
}

function codeOfAnswer({ status, directive }: Extract<AttemptOutcome, { kind: 'answer' }>): DeliveryErrorCode {
  if (directive) return directive === 'disable' ? 'disabled' : 'aborted'
  if (status === 410) return 'gone'
  return status >= 300 && status < 400 ? 'redirect' : 'status'
}

function rejected(code: DeliveryErrorCode): Verdict {
  return { kind: deliveryErrors[code].retried ? 'retry' : 'final', code }
}
