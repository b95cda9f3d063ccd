import { type DelayConfig, type DelayUntil, type Diagnostic, delayConfigSchema, delaySecondsMax } from '@hookline/schema'
import { diagnose, hasErrors } from '../diagnostic-codes.ts'
import { nextTimeOfDay } from '../time/next-time-of-day.ts'
import { isTimeZone } from '../time/zone.ts'
import { type BlockBase, type BlockKind, plainWay } from './block-kind.ts'
import { configIssues } from './config-issues.ts'
import { describeDelay, durationWords } from './describe-delay.ts'

/** Lets a run wait, for so many seconds or until a time of day; exactly one of the two is there. */
export interface DelayBlock extends BlockBase {
  readonly type: 'delay'
  readonly durationSeconds?: number
  readonly until?: DelayUntil
}

const onward = { branch: plainWay }

export const delayBlock: BlockKind<DelayBlock> = {
  type: 'delay',
  title: 'a wait',
  calls: false,
  waits: true,
  branches: () => [plainWay],
  read({ id, config, next }) {
    const parsed = delayConfigSchema.safeParse(config)
    if (!parsed.success) return { block: null, diagnostics: configIssues(parsed.error.issues) }
    const { durationSeconds, until } = parsed.data
    const diagnostics = [...checkWait(parsed.data), ...checkEnd(next[plainWay] ?? [])]
    if (hasErrors(diagnostics)) return { block: null, diagnostics }
    return { block: { id, type: 'delay', ...(until ? { until } : { durationSeconds: durationSeconds ?? 0 }), next }, diagnostics }
  },
  toStep(block) {
    const untilMs = ({ durationSeconds = 0, until }: DelayBlock, nowMs: number) =>
      until ? nextTimeOfDay(until, nowMs) : nowMs + durationSeconds * 1000
    const detail = (describeDelay(block) ?? '').replace(/^wait/, 'waits')
    return {
      run: () => onward,
      wait: { untilMs: (nowMs) => untilMs(block, nowMs), leaveBy: () => plainWay },
      explain: () => ({ outcome: 'waited', detail }),
    }
  },
}

function checkWait({ durationSeconds, until }: DelayConfig): Diagnostic[] {
  const isLong = durationSeconds !== undefined && durationSeconds !== null
  if (isLong === Boolean(until)) {
    const message = until ? 'This wait says both how long and until when.' : 'This wait does not say how long.'
    const fix = until ? 'Keep one of the two.' : 'Enter how long a user waits, or until which time of day.'
    return [diagnose('delay.no-time', message, { path: isLong ? 'until' : 'durationSeconds', fix })]
  }
  if (until) {
    if (isTimeZone(until.timeZone)) return []
    const fix = 'Choose one from the list, such as "Europe/Berlin".'
    const message = until.timeZone === '' ? 'This wait has a time of day, but no time zone.' : `There is no time zone "${until.timeZone}".`
    return [diagnose('delay.time-zone', message, { path: 'until.timeZone', fix })]
  }
  const seconds = durationSeconds ?? 0
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= delaySecondsMax) return []
  const message = `A wait is 1 second to ${durationWords(delaySecondsMax)} long, in whole seconds.`
  return [diagnose('delay.duration', message, { path: 'durationSeconds', fix: 'Enter a time within these bounds.' })]
}

function checkEnd(next: readonly string[]): Diagnostic[] {
  if (next.length > 0) return []
  const fix = 'Add what is to happen then, or remove the wait.'
  return [diagnose('delay.nothing-after', 'Nothing follows this wait: a user waits, and the journey ends.', { fix })]
}
