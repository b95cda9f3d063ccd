import type { EchoRequest } from '@hookline/schema'
import { Badge, Group, Stack, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StatusWord } from '../../components/status-word.tsx'
import { verifySignature } from './verify-signature.ts'

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
  const { data } = useQuery({
    queryKey: ['first-run-signature', request.id, secret],
    queryFn: () => verifySignature(secret, request),
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (data === null || data === undefined) return null
  return <StatusWord tone={data ? 'good' : 'bad'}>{data ? 'Signature is valid' : 'Signature does not fit'}</StatusWord>
}
