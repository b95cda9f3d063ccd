const firstMs = 1000
const lastMs = 60_000
/** A process that lived so long has started well: what ended it is another matter than what ended the one before. */
const aliveMs = 60_000

/** How long to wait before a process is started again: twice as long each time that it soon ended, 1 s to 60 s. */
export function restartDelayMs({ livedMs, lastDelayMs }: { livedMs: number; lastDelayMs: number | null }): number {
  if (lastDelayMs === null || livedMs >= aliveMs) return firstMs
  return Math.min(lastDelayMs * 2, lastMs)
}
