import { Group, Text } from '@mantine/core'
import { tip } from '../../components/tip/tip.ts'
import { formatCompact, formatCount } from '../../lib/format-number.ts'
import classes from './last-hour-chart.module.css'
import { axisSteps, type HourRow } from './last-hour-rows.ts'

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const minutesPerLabel = 5

// From the foot of a column to its head.
const series = [
  { name: 'succeeded', label: 'Succeeded' },
  { name: 'pending', label: 'Pending' },
  { name: 'undelivered', label: 'Undelivered' },
] as const

/** Deliveries by the minute that they were made in; the sentence above it says the same to who does not see it. */
export function LastHourChart({ rows, heightPx }: { rows: readonly HourRow[]; heightPx: number }) {
  const steps = axisSteps(Math.max(0, ...rows.map(totalOf)))
  const top = steps.at(-1) ?? 1
  return (
    <div aria-hidden className={classes.chart} style={{ height: heightPx }}>
      <Legend />
      <div className={classes.plot}>
        {steps.map((count) => (
          <div key={count} className={classes.line} style={{ bottom: `${(count / top) * 100}%` }}>
            <span className={classes.count}>{formatCompact(count)}</span>
          </div>
        ))}
        <div className={classes.columns}>
          {rows.map((row, index) => (
            <Column key={row.at} row={row} top={top} isLabelled={index % minutesPerLabel === 0} />
          ))}
        </div>
      </div>
    </div>
  )
}

function Legend() {
  return (
    <Group justify="flex-end" gap={12} h={32}>
      {series.map(({ name, label }) => (
        <Text key={name} component="div" size="sm" className={classes.name}>
          <span className={classes[name]} />
          {label}
        </Text>
      ))}
    </Group>
  )
}

function Column({ row, top, isLabelled }: { row: HourRow; top: number; isLabelled: boolean }) {
  const counted = series.filter(({ name }) => row[name] > 0)
  const words = counted.map(({ name, label }) => `${formatCount(row[name])} ${label.toLowerCase()}`).join(', ')
  const minute = time.format(new Date(row.at))
  return (
    <div className={classes.column} {...tip(`${minute}: ${words || 'none'}`)}>
      {counted.map(({ name }) => (
        <div key={name} className={classes[name]} style={{ height: `${(row[name] / top) * 100}%` }} />
      ))}
      {isLabelled && <span className={classes.minute}>{minute}</span>}
    </div>
  )
}

function totalOf({ succeeded, pending, undelivered }: HourRow): number {
  return succeeded + pending + undelivered
}
