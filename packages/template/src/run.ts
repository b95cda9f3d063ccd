import type { TemplateScope } from '@hookline/schema'
import { renderWorkMax } from './limits.ts'
import type { Value } from './values.ts'

/** One rendering: what the template sees, what its loops bind, and what it has cost so far. */
export interface Run {
  scope: TemplateScope
  locals: Value[]
  /** Rounds of all loops. */
  steps: number
  /** Characters that helpers read and wrote, and tags that loops went over. */
  work: number
  /** The workspace's secrets by name; without it, what they sign is shown masked. */
  secrets: SecretValues | undefined
}

/** The values of named secrets, for those who may sign with them. */
export type SecretValues = ReadonlyMap<string, string>

/** A bound that one rendering must not pass; becomes `render-limit`. */
export class LimitReached extends Error {}

/** A secret that is named and does not exist; becomes `missing-secret`. */
export class MissingSecret extends Error {}

/** A rendering that has cost nothing yet. */
export function startRun(scope: TemplateScope, slots: number, secrets?: SecretValues): Run {
  return { scope, locals: slots > 0 ? new Array<Value>(slots) : noLocals, steps: 0, work: 0, secrets }
}

const noLocals: Value[] = []

/** Counts work, so that no template and no data can make a rendering dear. */
export function spend(run: Run, units: number): void {
  run.work += units
  if (run.work > renderWorkMax) throw new LimitReached('the helpers and loops of this template have too much to do')
}
