import { Anchor, Card, Group, Stack, Table, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ErrorState, LoadingRows } from '../../components/states.tsx'
import { StatusWord } from '../../components/status-word.tsx'
import { formatDuration } from '../../lib/format-duration.ts'
import { fetchReadiness, verdictsOf } from '../../lib/readiness.ts'
import { startedAt } from './started-at.ts'

const refreshMs = 5000
const links = [
  { href: '/docs', label: 'API reference', what: 'every call, to read and to try' },
  { href: '/openapi.json', label: 'OpenAPI document', what: 'the same for machines' },
  { href: '/metrics', label: 'Metrics', what: 'for Prometheus' },
]

/** Which Hookline this is, and how it is. */
export function AboutTab() {
  const readiness = useQuery({ queryKey: ['readiness'], queryFn: fetchReadiness, refetchInterval: refreshMs, retry: false })
  const started = useQuery({
    queryKey: ['started-at'],
    queryFn: async ({ signal }) => startedAt(await (await fetch('/metrics', { signal })).text()),
    refetchInterval: 60_000,
  })
  return (
    <Stack gap="md" maw={640}>
      <Card component="section" aria-labelledby="about-title">
        <Stack gap="md">
          <Title order={2} id="about-title">
            This Hookline
          </Title>
          {readiness.isError && (
            <ErrorState what="The server does not answer" error={readiness.error} onRetry={() => void readiness.refetch()} />
          )}
          {readiness.isPending && <LoadingRows rows={4} />}
          {readiness.data && !readiness.isError && (
            <Table variant="vertical" layout="fixed" fz="md" aria-label="How it is">
              <Table.Tbody>
                <Row label="Version">{readiness.data.version}</Row>
                {verdictsOf(readiness.data, formatDuration).map(({ label, tone, word, remedy }) => (
                  <Row key={label} label={label}>
                    <StatusWord tone={tone}>{word}</StatusWord>
                    {remedy && (
                      <Text size="sm" c="dimmed">
                        {remedy}
                      </Text>
                    )}
                  </Row>
                ))}
                <Row label="Public URL">
                  <Text inherit style={{ overflowWrap: 'anywhere' }}>
                    {readiness.data.publicUrl}
                  </Text>
                </Row>
                <Row label="This process started">{started.data ? <RelativeTime time={started.data} /> : 'Unknown'}</Row>
              </Table.Tbody>
            </Table>
          )}
        </Stack>
      </Card>
      <Card component="section" aria-labelledby="reference-title">
        <Stack gap="sm">
          <Title order={2} id="reference-title">
            Reference
          </Title>
          {links.map(({ href, label, what }) => (
            <Group key={href} gap="sm">
              <Anchor href={href} target="_blank" rel="noreferrer">
                {label}
              </Anchor>
              <Text size="sm" c="dimmed">
                {what}
              </Text>
            </Group>
          ))}
        </Stack>
      </Card>
      <Text size="sm" c="dimmed">
        Hookline is free software under the MIT licence: use, change and pass it on, with its notice; without warranty.
      </Text>
    </Stack>
  )
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Th w={200}>{label}</Table.Th>
      <Table.Td>{children}</Table.Td>
    </Table.Tr>
  )
}
