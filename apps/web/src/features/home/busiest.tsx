import type { Stats } from '@hookline/schema'
import { Anchor, Card, Skeleton, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatCount, formatShare } from '../../lib/format-number.ts'

/** The automations that call most. */
export function Busiest({ automations }: { automations: Stats['busiest'] | undefined }) {
  return (
    <Card component="section" aria-labelledby="busiest" padding="md" h="100%">
      <Stack gap="sm">
        <Title order={2} size="h3" id="busiest">
          Busiest automations
        </Title>
        {!automations && <Skeleton height={40} />}
        {automations?.length === 0 && <Text c="dimmed">None has called anything in this time.</Text>}
        {automations && automations.length > 0 && (
          <Table layout="fixed" horizontalSpacing={0} verticalSpacing={8} aria-labelledby="busiest">
            <Table.Thead>
              <Table.Tr>
                <Table.Th fw={500}>Automation</Table.Th>
                <Table.Th fw={500} ta="right" w={88}>
                  Calls
                </Table.Th>
                <Table.Th fw={500} ta="right" w={96}>
                  Succeeded
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody style={{ fontVariantNumeric: 'tabular-nums' }}>
              {automations.map(({ id, name, calls, successShare }) => (
                <Table.Tr key={id}>
                  <Table.Td>
                    <Anchor
                      inherit
                      display="block"
                      truncate
                      title={name}
                      renderRoot={(props) => <Link {...props} to="/automations/$id" params={{ id }} search={{}} />}
                    >
                      {name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td ta="right">{formatCount(calls)}</Table.Td>
                  <Table.Td ta="right">{successShare === null ? '–' : formatShare(successShare)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Stack>
    </Card>
  )
}
