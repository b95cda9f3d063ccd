import type { DeliveryErrorCode } from '@hookline/webhook'

/** Why there is no connection: one of the words of `deliveryErrors`, with the exact reason as its message. */
export class ConnectError extends Error {
  // undici connects again and again on errors with codes of its own; with this one it fails the request that waits.
  readonly code = 'HOOKLINE_CONNECT'
  readonly reason: DeliveryErrorCode

  constructor(reason: DeliveryErrorCode, message: string) {
    super(message)
    this.reason = reason
  }
}

/** The exact words of an error from below, with its code where it has one and does not say so itself. */
export function reasonOf(error: Error): string {
  const inner = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  const code = 'code' in inner && typeof inner.code === 'string' ? inner.code : ''
  return code === '' || inner.message.includes(code) ? inner.message : `${inner.message} (${code})`
}
