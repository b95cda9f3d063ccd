import { conditionDays, type DelayConfig, type DelayUntil, delayConfigSchema, type GraphNode, type JsonObject } from '@hookline/schema'
import { Chip, Group, Input, NativeSelect, NumberInput, SegmentedControl, Stack, Tabs, Text, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { DiagnosticNotes } from '../../components/condition-builder/diagnostic-notes.tsx'
import { useNow } from '../../components/relative-time.tsx'
import { ownTimeZone, TimeZoneSelect } from '../../components/time-zone-select.tsx'
import type { BlockForm } from '../../features/canvas/blocks/block-view.ts'
import { formatAhead, formatExact } from '../../lib/format-time.ts'
import { amountOf, delayUnits, goesOnAt, secondsOf, unitOf } from './delay-amount.ts'
import { useEditorScope } from './editor-context.ts'
import { RunsPanel } from './runs-panel.tsx'

/** How long users wait here, and who does now. */
export const DelayForm: BlockForm = ({ node, onChange }) => (
  <Tabs defaultValue="settings" keepMounted={false}>
    <Tabs.List mb="md">
      <Tabs.Tab value="settings">Settings</Tabs.Tab>
      <Tabs.Tab value="runs">Who waits here</Tabs.Tab>
    </Tabs.List>
    <Tabs.Panel value="settings">
      <DelaySettings node={node} onChange={onChange} />
    </Tabs.Panel>
    <Tabs.Panel value="runs">
      <RunsPanel nodeId={node.id} />
    </Tabs.Panel>
  </Tabs>
)

interface SettingsProps {
  node: GraphNode
  onChange: (config: JsonObject, field?: string) => void
}

const weekFromMonday = [...conditionDays.slice(1), ...conditionDays.slice(0, 1)]

function DelaySettings({ node, onChange }: SettingsProps) {
  const parsed = delayConfigSchema.safeParse(node.config)
  const config = parsed.success ? parsed.data : {}
  const diagnostics = useEditorScope().diagnostics.filter(({ nodeId }) => nodeId === node.id)
  const isUntil = Boolean(config.until)
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label="How to wait"
        fullWidth
        value={isUntil ? 'until' : 'for'}
        data={[
          { value: 'for', label: 'For a time' },
          { value: 'until', label: 'Until a time of day' },
        ]}
        onChange={(mode) =>
          onChange(mode === 'until' ? { until: { time: '09:00', weekdays: [], timeZone: ownTimeZone() } } : { durationSeconds: 86_400 })
        }
      />
      {config.until ? (
        <UntilFields until={config.until} onChange={(until, field) => onChange({ until }, field)} />
      ) : (
        <DurationFields
          seconds={config.durationSeconds ?? null}
          onChange={(durationSeconds) => onChange({ durationSeconds }, 'duration')}
        />
      )}
      <DiagnosticNotes diagnostics={diagnostics} />
      <Outlook config={config} />
    </Stack>
  )
}

function DurationFields({ seconds, onChange }: { seconds: number | null; onChange: (seconds: number | null) => void }) {
  const [chosen, setUnit] = useState(() => unitOf(seconds ?? 0))
  // What was undone may be no whole number of the unit that was chosen last.
  const unit = seconds !== null && !Number.isInteger(amountOf(seconds, chosen)) ? unitOf(seconds) : chosen
  return (
    <Group gap="sm" align="flex-end" wrap="nowrap">
      <NumberInput
        label="Wait for"
        flex={1}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        value={seconds === null ? '' : amountOf(seconds, unit)}
        onChange={(amount) => onChange(typeof amount === 'number' ? secondsOf(amount, unit) : null)}
      />
      <NativeSelect
        aria-label="Unit"
        w={120}
        value={unit}
        data={delayUnits.map(({ name }) => name)}
        onChange={({ currentTarget }) => {
          const next = delayUnits.find(({ name }) => name === currentTarget.value)?.name ?? 'days'
          setUnit(next)
          if (seconds !== null) onChange(secondsOf(amountOf(seconds, unit), next))
        }}
      />
    </Group>
  )
}

function UntilFields({ until, onChange }: { until: DelayUntil; onChange: (until: DelayUntil, field: string) => void }) {
  const daysId = useId()
  return (
    <Stack gap="md">
      <TextInput
        label="Wait until"
        type="time"
        required
        withAsterisk={false}
        value={until.time}
        onChange={({ currentTarget }) => currentTarget.value !== '' && onChange({ ...until, time: currentTarget.value }, 'time')}
      />
      <Input.Wrapper
        label="On"
        labelElement="div"
        labelProps={{ id: daysId }}
        description="None chosen: the next time it comes, on any day"
      >
        <Chip.Group
          multiple
          value={until.weekdays}
          onChange={(days) => onChange({ ...until, weekdays: conditionDays.filter((day) => days.includes(day)) }, 'weekdays')}
        >
          <Group gap={6} mt={6} role="group" aria-labelledby={daysId}>
            {weekFromMonday.map((day) => (
              <Chip key={day} value={day} size="xs">
                {day.charAt(0).toUpperCase() + day.slice(1)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <TimeZoneSelect
        label="Time zone"
        description="Clocks that are set forward or back are followed"
        value={until.timeZone}
        onChange={(timeZone) => onChange({ ...until, timeZone }, 'zone')}
      />
    </Stack>
  )
}

/** When somebody who comes now would go on; nothing where the settings do not say. */
function Outlook({ config }: { config: DelayConfig }) {
  const nowMs = useNow()
  const atMs = goesOnAt(config, nowMs)
  if (atMs === null) return null
  const at = new Date(atMs).toISOString()
  return (
    <Text size="sm" c="dimmed">
      A user who comes here now goes on {formatAhead(at, nowMs)}: {formatExact(at)}, your time.
    </Text>
  )
}
