import { instantOf } from '@hookline/engine'
import {
  type ConditionDaysValue,
  type ConditionSpan,
  conditionDays,
  conditionDaysSchema,
  conditionSpanSchema,
  conditionSpanUnits,
  type JsonValue,
} from '@hookline/schema'
import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ownTimeZone, TimeZoneSelect } from '../time-zone-select.tsx'
import classes from './condition-builder.module.css'
import { NumberField } from './number-field.tsx'

interface TimeValueProps {
  id: string
  /** What it belongs to: "condition 1". */
  of: string
  value: JsonValue | undefined
  onChange: (value: JsonValue | undefined) => void
  invalid: boolean
  describedBy: string | undefined
}

const inputOf = ({ id, invalid, describedBy }: TimeValueProps) =>
  ({ id, 'aria-describedby': describedBy, error: invalid, size: 'sm' }) as const

const units = conditionSpanUnits.map((unit) => ({ value: unit, label: unit }))

/** A length of time: an amount and its unit. */
export function SpanValue(props: TimeValueProps) {
  const parsed = conditionSpanSchema.safeParse(props.value)
  const span = parsed.success ? parsed.data : undefined
  const [unit, setUnit] = useState<ConditionSpan['unit']>('days')
  const chosen = span?.unit ?? unit
  return (
    <div className={classes.span}>
      <NumberField
        {...inputOf(props)}
        aria-label={`Amount of ${props.of}`}
        value={span?.amount}
        onChange={(amount) => props.onChange(isAmount(amount) ? { amount, unit: chosen } : undefined)}
      />
      <Select
        aria-label={`Unit of ${props.of}`}
        size="sm"
        allowDeselect={false}
        data={units}
        value={chosen}
        onChange={(next) => {
          const picked = conditionSpanUnits.find((one) => one === next) ?? chosen
          setUnit(picked)
          if (span) props.onChange({ ...span, unit: picked })
        }}
      />
    </div>
  )
}

const isAmount = (amount: number | undefined): amount is number => amount !== undefined && Number.isSafeInteger(amount) && amount >= 1

/** A date, with or without a time of day in UTC. */
export function DateValue(props: TimeValueProps) {
  const { value, of, onChange } = props
  const [date, time] = partsOf(value)
  const change = (nextDate: string, nextTime: string) => {
    if (nextDate === '') onChange(undefined)
    else onChange(nextTime === '' ? nextDate : `${nextDate}T${nextTime}Z`)
  }
  return (
    <div className={classes.span}>
      <TextInput
        {...inputOf(props)}
        type="date"
        aria-label={`Date of ${of}`}
        value={date}
        onChange={(event) => change(event.currentTarget.value, time)}
      />
      <TextInput
        type="time"
        size="sm"
        aria-label={`Time of ${of} (UTC), midnight if empty`}
        title="Time (UTC), midnight if empty"
        disabled={date === ''}
        value={time}
        onChange={(event) => change(date, event.currentTarget.value)}
      />
    </div>
  )
}

/** Date and time as UTC has them. */
function partsOf(value: JsonValue | undefined): [string, string] {
  const instant = typeof value === 'string' ? instantOf(value) : null
  if (instant === null || typeof value !== 'string') return ['', '']
  const [date = '', time = ''] = new Date(instant).toISOString().split('T')
  return value.length === date.length ? [date, ''] : [date, time.replace(/(:00)?\.000Z$|Z$/, '')]
}

const dayChoices = [...conditionDays.slice(1), ...conditionDays.slice(0, 1)].map((day) => ({
  value: day,
  label: `${day.charAt(0).toUpperCase()}${day.slice(1)}`,
}))

/** Days of the week, and the time zone in which a moment falls on one. */
export function DaysValue(props: TimeValueProps) {
  const { of, onChange } = props
  const parsed = conditionDaysSchema.safeParse(props.value)
  const value = parsed.success ? parsed.data : undefined
  const [zone, setZone] = useState(ownTimeZone)
  const timeZone = value?.timeZone ?? zone
  const change = (next: ConditionDaysValue) => onChange(next.days.length === 0 ? undefined : next)
  return (
    <div className={classes.days}>
      <MultiSelect
        {...inputOf(props)}
        aria-label={`Days of ${of}`}
        placeholder={value ? '' : 'Choose'}
        data={dayChoices}
        value={value?.days ?? []}
        onChange={(days) => change({ days: conditionDays.filter((day) => days.includes(day)), timeZone })}
      />
      <TimeZoneSelect
        aria-label={`Time zone of ${of}`}
        size="sm"
        value={timeZone}
        onChange={(next) => {
          setZone(next)
          if (value) change({ ...value, timeZone: next })
        }}
      />
    </div>
  )
}
