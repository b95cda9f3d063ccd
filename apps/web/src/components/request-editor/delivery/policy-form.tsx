import { type DeliveryPolicy, type Diagnostic, type RetryPreset, retryDelaySecondsMax, retryDelaysMax } from '@hookline/schema'
import { NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { tip } from '../../tip/tip.ts'
import { ProblemList } from '../problem-list.tsx'
import css from '../request-form.module.css'
import { delaysText, parseDelays, placeOf, type Schedule, scheduleOf, spanWords } from './schedule.ts'

interface PolicyFormProps {
  policy: DeliveryPolicy
  problems: readonly Diagnostic[]
  onChange: (policy: DeliveryPolicy) => void
}

const presets: { value: RetryPreset | 'own'; label: string }[] = [
  { value: 'standard', label: 'Standard: over three days' },
  { value: 'steady', label: 'Steady: within minutes' },
  { value: 'patient', label: 'Patient: ever longer waits' },
  { value: 'none', label: 'None: a single try' },
  { value: 'own', label: 'Own delays' },
]

const limits = { countMax: retryDelaysMax, secondsMax: retryDelaySecondsMax }

/** How a delivery is made: how long it may take, what counts as success, and when it is tried again. */
export function PolicyForm({ policy, problems, onChange }: PolicyFormProps) {
  const { retry } = policy
  const chosen = 'preset' in retry ? retry.preset : 'own'
  return (
    <Stack gap="sm">
      <NumberInput
        label="Time-out, seconds"
        min={1}
        max={30}
        step={1}
        decimalScale={3}
        clampBehavior="blur"
        value={policy.timeoutMs / 1000}
        onChange={(seconds) => {
          const timeoutMs = Math.round(Number(seconds) * 1000)
          if (timeoutMs >= 1000 && timeoutMs <= 30_000) onChange({ ...policy, timeoutMs })
        }}
      />
      <Select
        label="Success is"
        data={[
          { value: '2xx', label: 'any answer 2xx' },
          { value: '200', label: 'exactly 200; 201 and all others are rejections' },
        ]}
        value={policy.success}
        allowDeselect={false}
        onChange={(success) => success && onChange({ ...policy, success: success === '200' ? '200' : '2xx' })}
      />
      <Select
        label="Retries"
        data={presets}
        value={chosen}
        allowDeselect={false}
        onChange={(value) => {
          if (value === 'own') onChange({ ...policy, retry: { delaysSeconds: [5, 60, 300] } })
          else if (value) onChange({ ...policy, retry: { preset: value as RetryPreset } })
        }}
      />
      {'delaysSeconds' in retry && (
        <OwnDelays delaysSeconds={retry.delaysSeconds} onChange={(delaysSeconds) => onChange({ ...policy, retry: { delaysSeconds } })} />
      )}
      <ScheduleLine schedule={scheduleOf(retry)} />
      <NumberInput
        label="At most, calls per second"
        placeholder="no limit"
        min={0.01}
        max={10_000}
        value={policy.ratePerSecond ?? ''}
        onChange={(rate) => {
          const ratePerSecond = rate === '' ? null : Number(rate)
          if (ratePerSecond === null || (ratePerSecond > 0 && ratePerSecond <= 10_000)) onChange({ ...policy, ratePerSecond })
        }}
      />
      <ProblemList problems={problems} onFix={() => undefined} />
    </Stack>
  )
}

interface OwnDelaysProps {
  delaysSeconds: readonly number[]
  onChange: (delaysSeconds: number[]) => void
}

function OwnDelays({ delaysSeconds, onChange }: OwnDelaysProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? delaysText(delaysSeconds)
  const parsed = parseDelays(text, limits)
  return (
    <TextInput
      label="Wait after each failure"
      description="Such as 5 s, 1 min, 2 h, 1 d"
      value={text}
      error={parsed.ok ? null : parsed.message}
      onChange={(event) => {
        const next = event.currentTarget.value
        setTyped(next)
        const result = parseDelays(next, limits)
        if (result.ok) onChange(result.delaysSeconds)
      }}
      onBlur={() => parsed.ok && setTyped(null)}
    />
  )
}

/** The tries in words and on a line, whose steps grow as the waits do. */
function ScheduleLine({ schedule: { triesMs, jitter, words } }: { schedule: Schedule }) {
  const lastMs = triesMs.at(-1) ?? 0
  return (
    <div>
      <Text size="sm" c="dimmed">
        {words}
      </Text>
      {triesMs.length > 1 && (
        <div aria-hidden="true">
          <div className={css.line}>
            {triesMs.map((ms, index) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a try is its number
                key={index}
                className={css.try}
                style={{ left: `${placeOf(ms, lastMs) * 100}%` }}
                {...tip(index === 0 ? 'Try 1, at once' : `Try ${index + 1}, ${jitter > 0 ? 'about ' : ''}${spanWords(ms)} after the first`)}
              />
            ))}
          </div>
          <div className={css.lineEnds}>
            <span>at once</span>
            <span>{spanWords(lastMs, 1)}</span>
          </div>
        </div>
      )}
    </div>
  )
}
