import type { Automation, Page, Webhook } from '@hookline/schema'
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight'
import { IconPlus, IconRoute, IconSearch, IconSend, IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { call } from '../../lib/api.ts'
import { places } from './navigation.ts'
import '@mantine/spotlight/styles.css'

/** The list that Ctrl+K opens; it opens anew whenever `asked` grows. */
export function JumpPanel({ asked }: { asked: number }) {
  const [query, setQuery] = useState('')
  const actions = useActions(query)
  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      nothingFound="Nothing of that name. Ids of users, deliveries and events are searched in their lists."
      highlightQuery
      limit={20}
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': 'Search or jump' } }}
      searchProps={{ placeholder: 'Search or jump…', 'aria-label': 'Search or jump', leftSection: <IconSearch size={18} aria-hidden /> }}
    />
  )
}

function useActions(query: string): SpotlightActionData[] {
  const navigate = useNavigate()
  const { data, isPending } = useQuery({
    queryKey: ['automations', 'jump', query],
    queryFn: ({ signal }) => call<Page<Automation>>('GET', '/v1/automations', { query: { limit: 20, q: query.trim() }, signal }),
    staleTime: 10_000,
  })
  const webhooks = useQuery({
    queryKey: ['webhooks', 'jump', query],
    queryFn: ({ signal }) => call<Page<Webhook>>('GET', '/v1/webhooks', { query: { limit: 10, q: query.trim() }, signal }),
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
    ...(webhooks.data?.items ?? []).map(({ id, name }) => ({
      id,
      label: name,
      description: 'Webhook',
      leftSection: <IconWebhook size={18} aria-hidden />,
      onClick: go(`/api-central/${id}`),
    })),
    // The first entry is chosen by itself, so these wait until it is known what stands above them.
    ...(typed === '' || isPending || webhooks.isPending
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
