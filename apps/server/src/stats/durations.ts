// Durations are counted in steps that grow by a quarter: a percentile read from them is off by a tenth at most, and a
// minute of any traffic is 48 numbers.

const growth = 1.25
export const durationSteps = 48

/** The step that a duration belongs to. */
export function durationStep(ms: number): number {
  if (ms <= 1) return 0
  return Math.min(durationSteps - 1, 1 + Math.floor(Math.log(ms) / Math.log(growth)))
}

/** The duration that a share of the calls did not exceed, in milliseconds; null where there were none. */
export function durationAt(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let before = 0
  for (const [step, count] of counts.entries()) {
    if (before + count >= total * share) {
      const lower = step === 0 ? 0 : growth ** (step - 1)
      const within = (total * share - before) / count
      return Math.round((lower + (growth ** step - lower) * within) * 10) / 10
    }
    before += count
  }
  return null
}
