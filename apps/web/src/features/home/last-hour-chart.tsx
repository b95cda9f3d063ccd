import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { formatCompact, formatCount } from '../../lib/format-number.ts'
import type { HourRow } from './last-hour-rows.ts'

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

const series = [
  { name: 'succeeded', label: 'Succeeded', color: 'green.7' },
  { name: 'pending', label: 'Pending', color: 'yellow.6' },
  { name: 'undelivered', label: 'Undelivered', color: 'red.7' },
]

/** Deliveries by the minute that they were made in; the sentence above it says the same to who does not see it. */
export function LastHourChart({ rows, heightPx }: { rows: HourRow[]; heightPx: number }) {
  const data = rows.map(({ at, ...counts }) => ({ ...counts, minute: time.format(new Date(at)) }))
  return (
    <div aria-hidden>
      <BarChart
        h={heightPx}
        data={data}
        dataKey="minute"
        type="stacked"
        series={series}
        withLegend
        gridAxis="x"
        tickLine="none"
        yAxisProps={{ allowDecimals: false, width: 40, tickFormatter: formatCompact }}
        xAxisProps={{ minTickGap: 48 }}
        valueFormatter={formatCount}
        legendProps={{ verticalAlign: 'top', height: 32 }}
        barChartProps={{ accessibilityLayer: false, barCategoryGap: 2 }}
      />
    </div>
  )
}
