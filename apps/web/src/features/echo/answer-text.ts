import type { EchoAnswer } from '@hookline/schema'

export const plainAnswer: EchoAnswer = { status: 200, delayMs: 0, body: '' }

/** Whether a bucket answers as one that was never told anything. */
export function isPlainAnswer({ status, delayMs, body }: EchoAnswer): boolean {
  return status === 200 && delayMs === 0 && body === ''
}

/** Whether whoever sends takes the answer for a failure (2xx is success by default). */
export function isRejected({ status }: EchoAnswer): boolean {
  return status < 200 || status > 299
}

/** "Answers 500 after 3 s, with a body of 12 bytes". */
export function answerText({ status, delayMs, body }: EchoAnswer): string {
  const when = delayMs === 0 ? 'at once' : `after ${delayMs < 1000 ? `${delayMs} ms` : `${delayMs / 1000} s`}`
  const bytes = new TextEncoder().encode(body).length
  return `Answers ${status} ${when}${bytes === 0 ? '' : `, with a body of ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`}`
}
