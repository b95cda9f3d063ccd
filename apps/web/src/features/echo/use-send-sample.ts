import { useEffect, useRef, useState } from 'react'
import { formatMs } from '../../lib/format-number.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { sampleRequest } from './sample-request.ts'

/** Sends a sample to a bucket and tells what it answered; an answer that takes long need not be waited for. */
export function useSendSample(secret: string) {
  const [isWaiting, setWaiting] = useState(false)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const send = async () => {
    const current = new AbortController()
    abort.current = current
    setWaiting(true)
    const startedAt = performance.now()
    try {
      const { headers, body } = sampleRequest(new Date(), crypto.getRandomValues(new Uint32Array(2)))
      // The page's own address: it may lead elsewhere than the public URL, and the page calls no other.
      const answer = await fetch(`/echo-send/${secret}/`, { method: 'POST', headers, body, signal: current.signal })
      if (answer.headers.get('content-type')?.startsWith('application/problem+json')) {
        const problem = (await answer.json()) as { detail: string }
        throw new Error(problem.detail)
      }
      notifyDone(`The sample came; the bucket answered ${answer.status} after ${formatMs(performance.now() - startedAt)}`)
    } catch (error) {
      if (!current.signal.aborted) notifyFailed('The sample could not be sent', error)
    } finally {
      if (abort.current === current) setWaiting(false)
    }
  }
  return { send, isWaiting, cancel: () => abort.current?.abort() }
}
