import type { EventType, JsonObject } from '@hookline/schema'
import { Anchor, Badge, Button, Card, Code, Group, Stack, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Command } from '../../components/command.tsx'
import { eventCommand, usualEvent } from '../../components/event-command.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { formatCount, formatShare } from '../../lib/format-number.ts'
import { usePublicUrl } from '../../lib/use-public-url.ts'
import { EventTypeModal } from './event-type-modal.tsx'
import css from './events.module.css'
import { type TypeField, typeFields } from './type-fields.ts'

const ownPrefix = 'hookline.'

/** One event type: what it means, its fields, what it looks like. */
export function EventTypeCard({ type, mayEdit }: { type: EventType; mayEdit: boolean }) {
  const [isEditing, setEditing] = useState(false)
  const { name, title, description, group, source, sample, lastSample, lastSeenAt, observations } = type
  const shown = sample ?? lastSample
  return (
    <Card component="article" aria-label={name} miw={0}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
          <Stack gap={4} miw={0}>
            <Title order={2} style={{ overflowWrap: 'anywhere' }}>
              {seenText(title === '' ? name : title)}
            </Title>
            <ForeignText text={name} mono whole />
          </Stack>
          <Group gap="sm" wrap="nowrap">
            {mayEdit && (
              <Button variant="default" size="xs" onClick={() => setEditing(true)}>
                Edit
              </Button>
            )}
            {mayEdit && !name.startsWith(ownPrefix) && (
              <Button
                variant="default"
                size="xs"
                renderRoot={(props) => <Link {...props} to="/events" search={(before) => ({ ...before, send: name })} />}
              >
                Send a sample
              </Button>
            )}
          </Group>
        </Group>
        <Group gap="md">
          <Badge variant="default" radius="sm" tt="none" fw={500}>
            {source === 'declared' ? 'Declared' : 'Observed: it came by itself'}
          </Badge>
          {group !== null && <Text c="dimmed">Group {seenText(group)}</Text>}
          <Text c="dimmed">
            {lastSeenAt === null ? (
              'Never seen'
            ) : (
              <>
                Last seen <RelativeTime time={lastSeenAt} />
              </>
            )}
          </Text>
          <Anchor renderRoot={(props) => <Link {...props} to="/events" search={{ type: name }} />}>Its events</Anchor>
        </Group>
        {description !== '' && <Text style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>{seenProse(description)}</Text>}
        <Fields fields={typeFields(type)} sampled={observations.sampled} />
        <Stack gap="sm">
          <Title order={3}>Sample</Title>
          {shown ? (
            <JsonView text={JSON.stringify(shown)} label={`Sample of ${name}`} maxHeight={320} />
          ) : (
            <Text c="dimmed">There is none yet: it comes with the first event, or by Edit.</Text>
          )}
        </Stack>
        {!name.startsWith(ownPrefix) && <HowToSend name={name} data={shown ?? {}} />}
      </Stack>
      {isEditing && <EventTypeModal type={type} onClose={() => setEditing(false)} />}
    </Card>
  )
}

function HowToSend({ name, data }: { name: string; data: JsonObject }) {
  const event = { type: name, userId: usualEvent.userId, data }
  return (
    <Stack gap="sm">
      <Title order={3}>Send it from your own code</Title>
      <Text c="dimmed">
        With an API key of{' '}
        <Anchor underline="always" renderRoot={(props) => <Link {...props} to="/settings" search={{ tab: 'keys' }} />}>
          Settings
        </Anchor>{' '}
        in <Code>HOOKLINE_API_KEY</Code>:
      </Text>
      <Command name="send an event" text={eventCommand({ publicUrl: usePublicUrl(), event })} />
    </Stack>
  )
}

function seenProse(text: string): string {
  return text.split('\n').map(seenText).join('\n')
}

function Fields({ fields, sampled }: { fields: readonly TypeField[]; sampled: number }) {
  if (fields.length === 0) return <Text c="dimmed">No field is known of it.</Text>
  return (
    <Stack gap={4}>
      <Title order={3}>Fields</Title>
      <Table layout="fixed" fz="md" className={css.table} aria-label="Fields">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="38%">Name</Table.Th>
            <Table.Th w={88}>Type</Table.Th>
            <Table.Th>Sample</Table.Th>
            <Table.Th w={120} ta="right" title={`Of ${formatCount(sampled)} events that were looked at`}>
              Absent
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fields.map(({ path, type, sample, absentShare }) => (
            <Table.Tr key={path}>
              <Table.Td>
                <ForeignText text={path} mono />
              </Table.Td>
              <Table.Td>{type}</Table.Td>
              <Table.Td c="dimmed">{sample !== undefined && <ForeignText text={JSON.stringify(sample).slice(0, 200)} mono />}</Table.Td>
              <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
                {absentShare === undefined ? '–' : absentShare === 0 ? 'never' : formatShare(absentShare)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  )
}
