/** What something that waits for events says to one of them, step by step. */
export interface Decision {
  matched: boolean
  steps: DecisionStep[]
}

export interface DecisionStep {
  id: string
  /** The block, or the part of a webhook, in a person's words. */
  name: string
  passed: boolean
  /** Why, in words. */
  detail: string
}

/** The steps that say why nothing came of it; all of them where something did. */
export function reasonsOf({ matched, steps }: Decision): DecisionStep[] {
  const failed = steps.filter(({ passed }) => !passed)
  return matched || failed.length === 0 ? steps : failed
}
