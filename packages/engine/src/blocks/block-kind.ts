import type { Catalog, DeliveryPolicy, Diagnostic, JsonObject, RequestTemplate } from '@hookline/schema'
import type { ConditionScope } from '../conditions/check-behaviour.ts'
import type { ConditionNode } from '../conditions/compile-condition.ts'

/** The name of the plain way on, which no branch of a block may have. */
export const plainWay = ''

/** The ways out of a block: to which blocks each branch leads. Its keys may be hostile, so read own keys only. */
export type Ways = { readonly [branch: string]: readonly string[] }

/** What every block of a definition has. */
export interface BlockBase {
  readonly id: string
  readonly type: string
  readonly next: Ways
}

/** What a block that calls something brings to the call. */
export interface CallingBlock {
  readonly id: string
  readonly request: RequestTemplate
  readonly policy: DeliveryPolicy
  /** A secret is stored for it apart from the definition, which never holds one. */
  readonly hasSecret?: boolean
}

/** Judges the templates of a request: its URLs, headers and body, with paths such as `urls.0` or `body`. */
export type CheckRequest = (request: RequestTemplate, context: { eventType: string }) => Diagnostic[]

/** What a block's config is judged by. */
export interface CheckContext {
  catalog: Catalog
  checkRequest: CheckRequest
  /** What the trigger waits for; empty where that is not known. */
  eventTypes: readonly string[]
}

/** A block as it was drawn, its ways already sorted. */
export interface DrawnBlock {
  id: string
  config: JsonObject
  next: Ways
}

/** The block of the definition, null where an error stands in its config. */
export interface ReadBlock<B extends BlockBase> {
  block: B | null
  diagnostics: Diagnostic[]
}

/** Where a block sends an event on, and the call that it makes. */
export interface Move<R> {
  readonly branch: string
  readonly call?: { readonly request: R }
}

/** What a block did, for people. */
export interface StepExplanation {
  outcome: string
  detail: string
}

/** What moves a run that waits: its time has come. */
export interface Signal {
  readonly kind: 'timer'
}

/** How a block lets a run wait. */
export interface Wait {
  /** Until when a run waits that comes now; both in epoch milliseconds. */
  untilMs(nowMs: number): number
  /** The branch by which a run leaves. */
  leaveBy(signal: Signal): string
}

/** A block ready to run: pure, and compiled once. */
export interface Step<R> {
  run(scope: ConditionScope): Move<R>
  explain(scope: ConditionScope): StepExplanation
  /** A run that comes here waits; `run` is not asked then. */
  readonly wait?: Wait
  /** The condition by which it goes on, where it has one: `yes` where it is true, else `no`. */
  readonly condition?: ConditionNode
}

/** Everything that the engine knows of one type of block. A new type is one such object and one line of registry.ts. */
export interface BlockKind<B extends BlockBase> {
  readonly type: B['type']
  /** As it stands in sentences: "a condition". */
  readonly title: string
  /** The branches that may leave a block of this config; `plainWay` is the way on without a name. */
  branches(config: JsonObject): readonly string[]
  /** A call, so a block that cannot be reached is a mistake; and an automation without any is worth a warning. */
  readonly calls: boolean
  /** Runs wait here: ways may lead in a circle through it. */
  readonly waits?: boolean
  read(drawn: DrawnBlock, context: CheckContext): ReadBlock<B>
  /** Throws for a block that `read` cannot have made. */
  toStep<R>(block: B, prepare: (block: CallingBlock) => R): Step<R>
}
