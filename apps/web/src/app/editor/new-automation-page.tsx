import type { Automation } from '@hookline/schema'
import { Badge, Card, Group, SimpleGrid, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { IconBolt, IconRoute } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { PageFrame } from '../../components/page-frame.tsx'
import { type Template, templates } from '../../features/canvas/start/templates.ts'
import { call } from '../../lib/api.ts'
import { notifyFailed } from '../../lib/notify.ts'
import { givenNames } from './given-name.ts'

type Starter = Pick<Template, 'id' | 'kind' | 'name' | 'description' | 'graph'>

/** Everything begins with an event. */
const emptyTrigger = { id: 'when', type: 'trigger', position: { x: 0, y: 0 }, config: { eventType: '', reentry: 'every' } }

/** A rule always has a trigger and a call: they wait to be filled in. */
const emptyRule: Template['graph'] = {
  nodes: [
    emptyTrigger,
    {
      id: 'call',
      type: 'webhook',
      position: { x: 320, y: 0 },
      config: { request: { method: 'POST', urls: [''], headers: [], body: null }, policy: {} },
    },
  ],
  edges: [{ from: 'when', to: 'call' }],
}

const starters: readonly Starter[] = [
  {
    id: 'rule',
    kind: 'rule',
    name: givenNames.rule,
    description: 'When this happens and that is true, call an API. A short form; the canvas is one click away.',
    graph: emptyRule,
  },
  {
    id: 'journey',
    kind: 'journey',
    name: givenNames.journey,
    description: 'Draw a way for each user on the canvas: trigger, conditions, waits, calls.',
    graph: { nodes: [emptyTrigger], edges: [] },
  },
]

/** How a new automation begins: empty, or from a template. */
export function NewAutomationPage() {
  const navigate = useNavigate()
  const [busy, setBusy] = useState<string | null>(null)
  const make = async ({ id, name, kind, graph }: Starter) => {
    setBusy(id)
    try {
      const made = await call<Automation>('POST', '/v1/automations', { body: { name, kind, draft: graph } })
      await navigate({ to: `/automations/${made.id}` })
    } catch (error) {
      notifyFailed('It could not be made', error)
      setBusy(null)
    }
  }
  return (
    <PageFrame title="New automation" parent={{ label: 'Automations', to: '/automations' }}>
      <Title order={2}>Begin empty</Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }} maw={800}>
        {starters.map((starter) => (
          <StarterCard key={starter.id} starter={starter} isBusy={busy === starter.id} onPick={() => void make(starter)} />
        ))}
      </SimpleGrid>
      <Title order={2}>Or from a template</Title>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {templates.map((template) => (
          <StarterCard key={template.id} starter={template} isBusy={busy === template.id} onPick={() => void make(template)} />
        ))}
      </SimpleGrid>
    </PageFrame>
  )
}

function StarterCard({ starter, isBusy, onPick }: { starter: Starter; isBusy: boolean; onPick: () => void }) {
  const Icon = starter.kind === 'rule' ? IconBolt : IconRoute
  return (
    <UnstyledButton onClick={onPick} aria-busy={isBusy} disabled={isBusy}>
      <Card padding="md" h="100%">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <Icon size={20} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
          <Stack gap={4}>
            <Group gap="xs">
              <Text fw={600}>{starter.name}</Text>
              <Badge size="sm" variant="light" color="gray">
                {starter.kind === 'rule' ? 'Rule' : 'Journey'}
              </Badge>
            </Group>
            <Text size="sm" c="dimmed">
              {starter.description}
            </Text>
          </Stack>
        </Group>
      </Card>
    </UnstyledButton>
  )
}
