import type { WebhookHealth } from '@hookline/schema'
import { Button, Card, Group, SimpleGrid, Skeleton, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { hostOf } from '../../components/deliveries/status-sentence.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Spark } from '../../components/spark/spark.tsx'
import { StatusWord } from '../../components/status-word.tsx'
import { stopWord } from '../../components/stops/stop-words.ts'
import { useEndpointPause } from '../../components/stops/use-endpoint-pause.ts'
import { useStoppedEndpoints } from '../../components/stops/use-stopped-endpoints.ts'
import { LastCallWord } from '../../components/webhooks/last-call.tsx'
import { WideTable } from '../../components/wide-table.tsx'
import { formatCount, formatMs, formatShare } from '../../lib/format-number.ts'
import { useMember } from '../../lib/session.ts'

/** How a webhook did in the last 24 hours; with several URLs, each of them too. */
export function WebhookNumbers({ health }: { health: WebhookHealth | undefined }) {
  return (
    <Stack gap="md">
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md" component="section" aria-label="Last 24 hours">
        <Fact label="Calls, 24 h" value={health && formatCount(health.calls.value ?? 0)}>
          {health && <Spark series={health.calls.series} format={formatCount} />}
        </Fact>
        <Fact label="Succeeded" value={health && share(health.successShare.value)}>
          {health && <Spark series={health.successShare.series} format={formatShare} />}
        </Fact>
        <Fact label="95 % answered within" value={health && ms(health.p95Ms.value)}>
          {health && <Spark series={health.p95Ms.series} format={formatMs} />}
        </Fact>
        <Fact label="Last call" value={health && <LastCallWord call={health.lastCall} />} />
      </SimpleGrid>
      {health && health.endpoints.length > 1 && <Endpoints endpoints={health.endpoints} />}
    </Stack>
  )
}

function Fact({ label, value, children }: { label: string; value: ReactNode; children?: ReactNode }) {
  return (
    <Card padding="md">
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
        <Group justify="space-between" gap="sm" wrap="nowrap" mih={32}>
          {value === undefined ? (
            <Skeleton height={20} width={80} />
          ) : (
            <Text component="div" size="lg" fw={600} style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
              {value}
            </Text>
          )}
          {children}
        </Group>
      </Stack>
    </Card>
  )
}

function Endpoints({ endpoints }: { endpoints: WebhookHealth['endpoints'] }) {
  const stopped = useStoppedEndpoints()
  const mayPause = useMember()?.role !== 'viewer'
  return (
    <WideTable minWidth={760} verticalSpacing={6} aria-label="URLs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>URL</Table.Th>
          <Table.Th w={88} ta="right">
            Calls, 24 h
          </Table.Th>
          <Table.Th w={96} ta="right">
            Succeeded
          </Table.Th>
          <Table.Th w={96} ta="right">
            95 % within
          </Table.Th>
          <Table.Th w={200} pl="lg">
            Last call
          </Table.Th>
          <Table.Th w={104}>Endpoint</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
        {endpoints.map(({ id, url, calls, successShare, p95Ms, lastCall }) => (
          <Table.Tr key={id}>
            <Table.Td maw={360}>
              <ForeignText text={url} mono />
            </Table.Td>
            <Table.Td ta="right">{formatCount(calls)}</Table.Td>
            <Table.Td ta="right">{share(successShare)}</Table.Td>
            <Table.Td ta="right">{ms(p95Ms)}</Table.Td>
            <Table.Td pl="lg">
              <LastCallWord call={lastCall} />
            </Table.Td>
            <Table.Td>
              <Standing place={{ id, host: hostOf(url) }} stop={stopWord(stopped.filter((one) => one.id === id))} mayPause={mayPause} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}

interface StandingProps {
  place: { id: string; host: string }
  stop: string | null
  mayPause: boolean
}

/** Whether a URL is called, and a way to pause it; what is stopped goes on from the list of what is wrong. */
function Standing({ place, stop, mayPause }: StandingProps) {
  const { pause, isBusy } = useEndpointPause()
  if (stop !== null) return <StatusWord tone="bad">{stop}</StatusWord>
  if (!mayPause) return null
  return (
    <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => void pause(place)} aria-label={`Pause ${place.host}`}>
      Pause
    </Button>
  )
}

function share(value: number | null): string {
  return value === null ? '–' : formatShare(value)
}

function ms(value: number | null): string {
  return value === null ? '–' : formatMs(value)
}
