import type { EventType } from '@hookline/schema'
import { Code, Stack, Table, Text } from '@mantine/core'
import { bodyRows } from './drafts.ts'
import { fieldsOfSample, sampleOf } from './samples.ts'

/** What is sent, one field a row: its name, where it comes from, what it is of the sample. */
export function PayloadPreview({ type, userId }: { type: EventType | undefined; userId: string }) {
  const values = new Map(fieldsOfSample(sampleOf(type)).map(({ path, value }) => [path, value]))
  values.set('trigger.type', type?.name ?? '').set('user.id', userId)
  return (
    <Stack gap={4}>
      <Text fw={500}>What is sent</Text>
      <Table layout="fixed" verticalSpacing={4} horizontalSpacing="sm" withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th fw={500}>Field</Table.Th>
            <Table.Th fw={500}>Filled with</Table.Th>
            <Table.Th fw={500}>In the sample</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bodyRows(type).map(({ name, path }) => (
            <Table.Tr key={path}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
              <Table.Td>
                <Code style={{ overflowWrap: 'anywhere' }}>{`{{${path}}}`}</Code>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Text inherit lineClamp={2}>
                  {shown(values.get(path))}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null)
}
