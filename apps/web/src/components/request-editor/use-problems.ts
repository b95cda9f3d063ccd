import type { Catalog, Diagnostic, JsonValue, RequestTemplate } from '@hookline/schema'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useRef } from 'react'
import { diagnoseDraft, mergeDiagnostics, textAt, withEdit } from './diagnose-draft.ts'

interface ProblemsInput {
  request: RequestTemplate
  catalog: Catalog
  eventType: string
  given: readonly Diagnostic[]
  /** A body that the receiver gave as an example. */
  receiverSample: JsonValue | undefined
  onChange: (request: RequestTemplate) => void
}

export interface Problems {
  /** The request that was last checked: as it was 150 ms ago, while one types. */
  checked: RequestTemplate
  all: readonly Diagnostic[]
  /** Those of one text or, with a dot at the end, of all below. */
  of: (path: string) => readonly Diagnostic[]
  fix: (problem: Diagnostic) => void
}

const checkDelayMs = 150
const none: readonly Diagnostic[] = []

/** Checks the request in the page while it is written, and adds what the server alone can say. */
export function useProblems({ request, catalog, eventType, given, receiverSample, onChange }: ProblemsInput): Problems {
  const [checked] = useDebouncedValue(request, checkDelayMs)
  const served = useServed(given, request)
  const now = useRef({ request, onChange })
  now.current = { request, onChange }
  return useMemo(() => {
    const own = diagnoseDraft({ request: checked, catalog, eventType, receiverSample })
    const all = mergeDiagnostics(own, served, checked)
    const byPath = new Map<string, readonly Diagnostic[]>()
    for (const problem of all) byPath.set(problem.path ?? '', [...(byPath.get(problem.path ?? '') ?? []), problem])
    return {
      checked,
      all,
      of: (path) => (path.endsWith('.') ? all.filter((problem) => problem.path?.startsWith(path)) : (byPath.get(path) ?? none)),
      fix: (problem) => {
        const { path = '' } = problem
        // Its place is right only for the text that was checked.
        if (textAt(checked, path) === textAt(now.current.request, path)) now.current.onChange(withEdit(now.current.request, problem))
      },
    }
  }, [checked, served, catalog, eventType, receiverSample])
}

/** The server's diagnostics, and what the request was when they came. */
function useServed(given: readonly Diagnostic[], request: RequestTemplate) {
  const key = JSON.stringify(given)
  const held = useRef({ key, diagnostics: given, request })
  if (held.current.key !== key) held.current = { key, diagnostics: given, request }
  return held.current
}
