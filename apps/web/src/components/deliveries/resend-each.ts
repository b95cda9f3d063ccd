export interface ResendProgress {
  done: number
  failures: { id: string; reason: string }[]
}

interface ResendEachInput {
  ids: readonly string[]
  resend: (id: string) => Promise<unknown>
  reasonOf: (error: unknown) => string
  onProgress: (progress: ResendProgress) => void
  signal: AbortSignal
}

const together = 4

/** Resends one after another, at most four together; what fails is noted and the rest goes on. Ends early when aborted. */
export async function resendEach({ ids, resend, reasonOf, onProgress, signal }: ResendEachInput): Promise<ResendProgress> {
  let progress: ResendProgress = { done: 0, failures: [] }
  const waiting = ids[Symbol.iterator]()
  const work = async () => {
    for (const id of { [Symbol.iterator]: () => waiting }) {
      if (signal.aborted) return
      const failure = await resend(id).then(
        () => null,
        (error: unknown) => ({ id, reason: reasonOf(error) }),
      )
      progress = failure ? { ...progress, failures: [...progress.failures, failure] } : { ...progress, done: progress.done + 1 }
      onProgress(progress)
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  return progress
}
