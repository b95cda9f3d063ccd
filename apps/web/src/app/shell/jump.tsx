import type { Automation, Page } from '@hookline/schema'
import { Button, Kbd, Text } from '@mantine/core'
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import { IconPlus, IconRoute, IconSearch, IconSend } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { places } from './navigation.ts'
import '@mantine/spotlight/styles.css'

/** Ctrl+K: goes to any place, automation, user, delivery or command. */
export function Jump() {
  const [query, setQuery] = useState('')
  const actions = useActions(query)
  return (
    <>
      <Button
        variant="default"
        c="dimmed"
        fw={400}
        w={320}
        maw="100%"
        styles={{ inner: { width: '100%' }, label: { flex: 1 } }}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        onClick={spotlight.open}
        visibleFrom="xs"
      >
        <Text inherit truncate>
          Search or jump…
        </Text>
      </Button>
      <Spotlight
        actions={actions}
        query={query}
        onQueryChange={setQuery}
        shortcut={['mod + K']}
        nothingFound="Nothing of that name. Ids of users, deliveries and events are searched in their lists."
        highlightQuery
        limit={20}
        scrollable
        maxHeight={420}
        searchProps={{ placeholder: 'Search or jump…', 'aria-label': 'Search or jump', leftSection: <IconSearch size={18} aria-hidden /> }}
      />
    </>
  )
}

function useActions(query: string): SpotlightActionData[] {
  const navigate = useNavigate()
  const { data } = useQuery({
    queryKey: ['automations', 'jump', query],
    queryFn: ({ signal }) => call<Page<Automation>>('GET', '/v1/automations', { query: { limit: 20, q: query.trim() }, signal }),
    staleTime: 10_000,
  })
  const go = (to: string, search?: object) => () => void navigate({ to, ...(search && { search }) } as never)
  const typed = query.trim()
  return [
    ...places.map(({ to, label, icon: Icon, key }) => ({
      id: `place ${to}`,
      label,
      description: `g ${key}`,
      leftSection: <Icon size={18} aria-hidden />,
      onClick: go(to),
    })),
    { id: 'new', label: 'New automation', leftSection: <IconPlus size={18} aria-hidden />, onClick: go('/automations/new') },
    { id: 'send', label: 'Send a sample event', leftSection: <IconSend size={18} aria-hidden />, onClick: go('/events', { send: '1' }) },
    ...(data?.items ?? []).map(({ id, name }) => ({
      id,
      label: name,
      description: 'Automation',
      leftSection: <IconRoute size={18} aria-hidden />,
      onClick: go(`/automations/${id}`),
    })),
    ...(typed === ''
      ? []
      : [
          {
            id: 'find users',
            label: `Find "${typed}" in users`,
            leftSection: <IconSearch size={18} />,
            onClick: go('/users', { q: typed }),
          },
          {
            id: 'find deliveries',
            label: `Find "${typed}" in deliveries`,
            leftSection: <IconSearch size={18} />,
            onClick: go('/deliveries', { q: typed }),
          },
        ]),
  ]
}
