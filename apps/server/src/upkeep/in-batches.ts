/** Rows that one statement deletes, at most: locks are short, and other work comes in between. */
export const batchRows = 5000

/** Repeats a statement that deletes up to `batchRows` rows until it finds fewer; throws where the program stops meanwhile. */
export async function inBatches(signal: AbortSignal, step: () => PromiseLike<{ count: number }>): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const { count } = await step()
    if (count < batchRows) return
  }
}
