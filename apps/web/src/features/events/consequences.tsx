import type { Automation, EventDetail, EventMatch, Page, Webhook } from '@hookline/schema'
import { Anchor, Card, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { DecisionSteps } from '../../components/decision/decision-steps.tsx'
import { useDecision } from '../../components/decision/use-decision.ts'
import { DeliveryStatusWord } from '../../components/delivery-status.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { AutomationLink } from '../../components/links.tsx'
import { seenText } from '../../components/seen-text.ts'
import { StatusWord } from '../../components/status-word.tsx'
import { call } from '../../lib/api.ts'
import { formatCount } from '../../lib/format-number.ts'
import { formatExact } from '../../lib/format-time.ts'
import { didNotAct, type Waiting } from './deciders.ts'

const readMax = 500
const shownMax = 10

/** What came of an event: who acted and what they sent, who did not and why. */
export function Consequences({ event }: { event: EventDetail }) {
  const { data } = useQuery({
    queryKey: ['automations', 'waiting', event.type],
    queryFn: async ({ signal }) => {
      const [automations, webhooks] = await Promise.all([
        call<Page<Automation>>('GET', '/v1/automations', { query: { limit: readMax }, signal }),
        call<Page<Webhook>>('GET', '/v1/webhooks', { query: { eventType: event.type, limit: readMax }, signal }),
      ])
      return { automations: automations.items, webhooks: webhooks.items }
    },
    staleTime: 30_000,
  })
  const others = data ? didNotAct(event, data.automations, data.webhooks) : []
  return (
    <Stack gap="md" component="section" aria-label="What came of it" miw={0}>
      <Title order={2}>What came of it</Title>
      {event.matches.length === 0 && <Nothing type={event.type} count={data && others.length} />}
      {event.matches.map((match) => (
        <Acted key={`${match.id} ${match.version}`} match={match} event={event} />
      ))}
      {others.slice(0, shownMax).map((waiting) => (
        <NotActed key={waiting.id} waiting={waiting} event={event} />
      ))}
      {others.length > shownMax && <Text c="dimmed">{formatCount(others.length - shownMax)} more did not act on it.</Text>}
    </Stack>
  )
}

function Nothing({ type, count }: { type: string; count: number | undefined }) {
  return (
    <Card padding="md">
      <Stack gap={4}>
        <StatusWord tone="off">Nothing came of it</StatusWord>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {count === 0
            ? `No published automation and no webhook waits for ${seenText(type)}. The event is stored all the same.`
            : 'Nobody acted on it. Who waits for such events, and why they did not act, stands below.'}
        </Text>
      </Stack>
    </Card>
  )
}

function Acted({ match, event }: { match: EventMatch; event: EventDetail }) {
  const { kind, id, name, version } = match
  const isOwn = (source: { id: string; version?: number | undefined }) => source.id === id && (source.version ?? null) === version
  const deliveries = event.deliveries.filter(({ source }) => isOwn(source))
  const runs = event.runs.filter(({ automationId, version: of }) => isOwn({ id: automationId, version: of }))
  return (
    <Card padding="md" component="article">
      <Stack gap="sm">
        <StatusWord tone="good">Matched</StatusWord>
        <Name kind={kind} id={id} name={name ?? 'deleted since'} isLink={name !== null} version={version} />
        {runs.map((run) => (
          <Text key={run.id}>
            Run {run.status}
            {run.waitingAt && `, goes on at ${formatExact(run.waitingAt.until)}`}
            {run.error !== null && `: ${seenText(run.error)}`}
          </Text>
        ))}
        {deliveries.map((delivery) => (
          <Anchor
            key={delivery.id}
            renderRoot={(props) => <Link {...props} to="/deliveries/$id" params={{ id: delivery.id }} search={{}} preload={false} />}
          >
            <DeliveryStatusWord status={delivery.status} heldReason={delivery.heldReason} />
            <Text component="div">
              <ForeignText text={`${delivery.method} ${delivery.url}`} mono />
            </Text>
          </Anchor>
        ))}
        <Why kind={kind} id={id} version={version} event={event} />
      </Stack>
    </Card>
  )
}

function Why({ kind, id, version, event }: Omit<EventMatch, 'name'> & { event: EventDetail }) {
  return (
    <details>
      <summary>
        <Text span c="dimmed">
          Why
        </Text>
      </summary>
      <Stack gap="sm" pt="sm">
        <DecisionSteps decider={{ kind, id, version: version ?? undefined }} event={event} all />
        <Text size="sm" c="dimmed">
          Asked again with the user’s state of now.
        </Text>
      </Stack>
    </details>
  )
}

function NotActed({ waiting, event }: { waiting: Waiting; event: EventDetail }) {
  const { data } = useDecision(waiting, event)
  return (
    <Card padding="md" component="article">
      <Stack gap="sm">
        <StatusWord tone="off">Did not match</StatusWord>
        <Name {...waiting} version={waiting.version ?? null} isLink />
        {data?.matched ? (
          <Text c="dimmed">
            It would act on such an event today. When this one came it was not there yet, was off, or said something else.
          </Text>
        ) : (
          <DecisionSteps decider={waiting} event={event} />
        )}
      </Stack>
    </Card>
  )
}

interface NameProps {
  kind: 'automation' | 'webhook'
  id: string
  name: string
  version: number | null
  isLink: boolean
}

function Name({ kind, id, name, version, isLink }: NameProps) {
  return (
    <Text component="div" fw={500}>
      {kind === 'automation' && isLink ? <AutomationLink id={id} name={name} whole /> : <ForeignText text={name} whole />}
      <Text span c="dimmed" fw={400}>
        {kind === 'webhook' ? ' · webhook' : version === null ? '' : ` · version ${version}`}
      </Text>
    </Text>
  )
}
