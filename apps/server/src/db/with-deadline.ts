/** The database did not answer in time, and its connection did not break either: it hangs, or the way to it does. */
export class DatabaseSilent extends Error {
  readonly code = 'CONNECTION_SILENT'
}

const deadlineMs = 15_000

/**
 * Rejects with DatabaseSilent where a statement of the pipeline is not answered: one that waits for ever would stop
 * everything that waits for it. Whether it was carried out is then unknown, as when a connection breaks.
 */
export async function withDeadline<T>(work: PromiseLike<T>): Promise<T> {
  const { promise: silent, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new DatabaseSilent('the database did not answer within 15 s')), deadlineMs)
  try {
    return await Promise.race([work, silent])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * How work ended after `withDeadline` threw an error of it: work that only takes too long goes on, and may be carried out
 * yet. Out, once it has ended: why it failed, or the error where it did not.
 */
export async function endOfWork(work: PromiseLike<unknown>, error: unknown): Promise<unknown> {
  try {
    await work
    return error
  } catch (reason) {
    return reason
  }
}
