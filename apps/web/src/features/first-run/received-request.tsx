import type { EchoRequest } from '@hookline/schema'
import { Badge, Group, Stack, Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { bodyBytes, useVerdict } from '../../components/signature/use-verdict.ts'
import { StatusWord } from '../../components/status-word.tsx'

const shownHeaders = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature', 'user-agent']

/** A request as the echo bucket received it. */
export function ReceivedRequest({ request, secret }: { request: EchoRequest; secret: string | null }) {
  const { method, receivedAt, headers, body, bodyEncoding } = request
  return (
    <Stack gap="md">
      <Group gap="sm" justify="space-between">
        <Group gap="sm">
          <Badge variant="light" radius="sm" tt="none">
            {method}
          </Badge>
          <StatusWord tone="good">It arrived</StatusWord>
          {secret && <Signature request={request} secret={secret} />}
        </Group>
        <Text size="sm" c="dimmed">
          <RelativeTime time={receivedAt} />
        </Text>
      </Group>
      <Stack gap={4}>
        <Text fw={500}>Body</Text>
        {bodyEncoding === 'utf8' ? (
          <JsonView text={body} label="Body that arrived" maxHeight={360} />
        ) : (
          <Text c="dimmed">It is not text.</Text>
        )}
      </Stack>
      <Stack gap={4}>
        <Text fw={500}>Headers</Text>
        <Table layout="fixed" verticalSpacing={4} horizontalSpacing={0} withRowBorders={false}>
          <Table.Tbody>
            {shownHeaders
              .filter((name) => headers[name] !== undefined)
              .map((name) => (
                <Table.Tr key={name} style={{ verticalAlign: 'top' }}>
                  <Table.Th scope="row" w={144} fw={400} fz={12} c="dimmed">
                    {name}
                  </Table.Th>
                  <Table.Td ff="monospace" fz={12} style={{ overflowWrap: 'anywhere' }}>
                    {headers[name]}
                  </Table.Td>
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Stack>
  )
}

function Signature({ request, secret }: { request: EchoRequest; secret: string }) {
  const signed = useMemo(() => ({ ...request, body: bodyBytes(request) }), [request])
  const verdict = useVerdict(signed, secret)
  if (!verdict || verdict.kind === 'unreadable') return null
  const isValid = verdict.kind === 'valid'
  return <StatusWord tone={isValid ? 'good' : 'bad'}>{isValid ? 'Signature is valid' : 'Signature does not fit'}</StatusWord>
}
