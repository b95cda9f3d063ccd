/** How much of everything: `--quick` is one short round instead of three. */
export interface BenchOptions {
  scale: number
  rounds: number
  /** How long the memory is watched. */
  minutes: number
  /** How many random templates. */
  count: number
  /** How many deliveries the history has. */
  rows: number
}

/** Measures, prints a line for each figure, and gives what is written with `--out`. */
export type Bench = (options: BenchOptions) => Promise<unknown>
