import type { EventType } from '@hookline/schema'
import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ForeignText } from '../../components/foreign-text.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { useMember } from '../../lib/session.ts'
import { useEventTypes } from '../../lib/use-event-types.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { EventTypeCard } from './event-type-card.tsx'
import { EventTypeModal } from './event-type-modal.tsx'
import css from './events.module.css'

/** All event types with their fields, for who builds on them; one of them is shown, and named in the address. */
export function EventReference() {
  const [{ name }, setFilters] = useFilters()
  const [word, setWord] = useState('')
  const [isDeclaring, setDeclaring] = useState(false)
  const mayEdit = useMember()?.role !== 'viewer'
  const { data, error, refetch } = useEventTypes()
  if (error) return <ErrorState what="The event types could not be read" error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingRows />
  const types = data.items.filter((type) => matches(type, word))
  const chosen = data.items.find((type) => type.name === name) ?? types[0]
  return (
    <Stack gap="md">
      <Group gap="sm">
        <TextInput
          aria-label="Find an event type"
          placeholder="Find an event type"
          data-page-search
          w={260}
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        {mayEdit && (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDeclaring(true)}>
            Declare an event type
          </Button>
        )}
        <Anchor href="/v1/event-types?limit=500" target="_blank" rel="noopener">
          As JSON
        </Anchor>
      </Group>
      {types.length === 0 && chosen === undefined ? (
        <EmptyState title="No such event type">A type appears by itself when its first event comes.</EmptyState>
      ) : (
        <div className={css.reference}>
          <nav className={css.types} aria-label="Event types">
            {types.map((type) => (
              <TypeLink key={type.name} type={type} isChosen={type === chosen} />
            ))}
            {types.length === 0 && (
              <Text c="dimmed" px={8}>
                None has that in its name or title.
              </Text>
            )}
          </nav>
          {chosen && <EventTypeCard key={chosen.name} type={chosen} mayEdit={mayEdit} />}
        </div>
      )}
      {isDeclaring && <EventTypeModal onClose={() => setDeclaring(false)} onSaved={(made) => setFilters({ name: made.name })} />}
    </Stack>
  )
}

function TypeLink({ type: { name, title, source }, isChosen }: { type: EventType; isChosen: boolean }) {
  return (
    <Link
      to="/events"
      search={(before) => ({ ...before, name })}
      className={css.type}
      aria-current={isChosen ? 'true' : undefined}
      resetScroll={false}
    >
      <ForeignText text={title === '' ? name : title} />
      <Text size="sm" c="dimmed" component="div">
        <ForeignText text={source === 'observed' ? `${name} · observed` : name} />
      </Text>
    </Link>
  )
}

function matches({ name, title, group }: EventType, word: string): boolean {
  return `${name} ${title} ${group ?? ''}`.toLowerCase().includes(word.trim().toLowerCase())
}
