import { type Compiled, compile } from '@hookline/engine'
import type { Diagnostic, Graph } from '@hookline/schema'
import { fieldErrorsOf } from '../requests/field-errors.ts'
import type { Checks } from '../requests/load-checks.ts'
import { invalidFields, type ServiceError } from '../service-error.ts'
import type { AutomationRow } from './row.ts'

/** Compiles what was drawn, judged by all that is known now. */
export function compileDraft({ kind }: Pick<AutomationRow, 'kind'>, graph: Graph, { catalog, checkRequest }: Checks): Compiled {
  return compile(graph, { kind, catalog, checkRequest })
}

/** Why a draft cannot be published: each error at its block and field, and everything else that there is to say. */
export function notPublishable(diagnostics: readonly Diagnostic[]): ServiceError {
  return invalidFields(fieldErrorsOf(diagnostics, pathOf), diagnostics)
}

function pathOf({ nodeId, path }: Diagnostic): string {
  return [...(nodeId === undefined ? [] : ['nodes', nodeId]), ...(path === undefined ? [] : [path])].join('.')
}
