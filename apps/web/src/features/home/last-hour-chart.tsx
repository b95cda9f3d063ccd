import '@mantine/charts/styles.css'
import { AreaChart } from '@mantine/charts'
import { formatCompact, formatCount } from '../../lib/format-number.ts'
import type { Minute } from './stats.ts'

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

const series = [
  { name: 'events', label: 'Events', color: 'gray.6' },
  { name: 'calls', label: 'Calls', color: 'indigo.6' },
  { name: 'failed', label: 'Failed calls', color: 'red.7', strokeDasharray: '5 3' },
]

/** Events, calls and failed calls by the minute; the sentence above it says the same to who does not see it. */
export function LastHourChart({ minutes, heightPx }: { minutes: Minute[]; heightPx: number }) {
  const data = minutes.map(({ at, ...counts }) => ({ ...counts, minute: time.format(new Date(at)) }))
  return (
    <div aria-hidden>
      <AreaChart
        h={heightPx}
        data={data}
        dataKey="minute"
        series={series}
        curveType="monotone"
        withDots={false}
        withLegend
        strokeWidth={1.5}
        fillOpacity={0.08}
        gridAxis="y"
        tickLine="none"
        yAxisProps={{ allowDecimals: false, width: 40, tickFormatter: formatCompact }}
        xAxisProps={{ minTickGap: 48 }}
        valueFormatter={formatCount}
        legendProps={{ verticalAlign: 'top', height: 32 }}
        areaChartProps={{ accessibilityLayer: false }}
      />
    </div>
  )
}
