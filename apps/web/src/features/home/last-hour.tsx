import type { Stats } from '@hookline/schema'
import { Card, Skeleton, Stack, Text, Title } from '@mantine/core'
import { LastHourChart } from './last-hour-chart.tsx'
import { hourRows, hourSentence } from './last-hour-rows.ts'

const heightPx = 240

/** What became of the deliveries of the last hour, a minute a step. */
export function LastHour({ hour }: { hour: Stats['lastHour'] | undefined }) {
  return (
    <Card component="section" aria-labelledby="last-hour" padding="md">
      <Stack gap="sm">
        <Title order={2} size="h3" id="last-hour">
          Deliveries of the last hour
        </Title>
        {hour ? <Text c="dimmed">{hourSentence(hour)}</Text> : <Skeleton height={20} width={320} />}
        {hour ? <LastHourChart rows={hourRows(hour)} heightPx={heightPx} /> : <Skeleton height={heightPx} />}
      </Stack>
    </Card>
  )
}
