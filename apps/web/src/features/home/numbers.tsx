import type { Measure, Stats } from '@hookline/schema'
import { Anchor, Card, Group, SimpleGrid, Skeleton, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Spark } from '../../components/spark/spark.tsx'
import { formatCount, formatMs, formatShare } from '../../lib/format-number.ts'

const numbers = [
  { key: 'events', label: 'Events', to: '/events', format: formatCount },
  { key: 'calls', label: 'Calls', to: '/deliveries', format: formatCount },
  { key: 'successShare', label: 'Calls that succeeded', to: '/deliveries', format: formatShare },
  { key: 'p95Ms', label: '95 % answered within', to: '/deliveries', format: formatMs },
] as const

/** The four numbers of Home; skeletons of the same size until they are known. */
export function Numbers({ stats }: { stats: Stats | undefined }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="md">
      {numbers.map(({ key, label, to, format }) => (
        <Card key={key} padding="md">
          <Stack gap={4}>
            <Anchor
              size="sm"
              c="dimmed"
              renderRoot={(props) => <Link {...props} to={to} search={{}} />}
              style={{ alignSelf: 'flex-start' }}
            >
              {label}
            </Anchor>
            {stats ? <Value stat={stats[key]} format={format} /> : <Skeleton height={32} width={120} />}
          </Stack>
        </Card>
      ))}
    </SimpleGrid>
  )
}

function Value({ stat: { value, series }, format }: { stat: Measure; format: (value: number) => string }) {
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap" mih={32}>
      <Text fz={20} lh="28px" fw={600} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {value === null ? '–' : format(value)}
      </Text>
      <Spark series={series} format={format} />
    </Group>
  )
}
