import { Button, Grid, Group, SegmentedControl, Stack, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PageFrame } from '../../components/page-frame.tsx'
import { EmptyState, ErrorState } from '../../components/states.tsx'
import { useFilters } from '../../lib/use-filters.ts'
import { Busiest } from './busiest.tsx'
import { Concerns } from './concerns.tsx'
import { LastHour } from './last-hour.tsx'
import { Numbers } from './numbers.tsx'
import { ReferenceLinks } from './reference-links.tsx'
import { ServerState } from './server-state.tsx'
import { statsQuery, type Window, windows } from './stats.ts'
import { useIsNew } from './use-is-new.ts'

const windowWords: Record<Window, string> = { '1h': 'Last hour', '24h': 'Last 24 hours' }

/** How it goes, and what needs a person. */
export function HomePage() {
  const isNew = useIsNew()
  return (
    <PageFrame
      title="Home"
      actions={
        isNew === false && (
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/first-run" search={{}} />}>
            Try a first call
          </Button>
        )
      }
    >
      <ServerState />
      {isNew ? <NewWorkspace /> : <Overview />}
      <ReferenceLinks />
    </PageFrame>
  )
}

function NewWorkspace() {
  return (
    <EmptyState
      title="Nothing has happened here yet"
      action={
        <Button mt="sm" renderRoot={(props) => <Link {...props} to="/first-run" search={{}} />}>
          Begin with a first call
        </Button>
      }
    >
      In a minute or two you make a rule, a journey or a webhook, send it a sample event and watch the call arrive. Afterwards this page
      shows how it goes.
    </EmptyState>
  )
}

function Overview() {
  const [filters, setFilters] = useFilters()
  const window = windows.find((name) => name === filters.window) ?? '24h'
  const { data, error, refetch } = useQuery({ ...statsQuery(window), placeholderData: keepPreviousData })
  if (error && !data) return <ErrorState what="The numbers could not be read" error={error} onRetry={() => void refetch()} />
  return (
    <Stack gap="md">
      <Stack gap="sm" component="section" aria-labelledby="in-numbers">
        <Group justify="space-between" gap="sm">
          <Title order={2} size="h3" id="in-numbers">
            In numbers
          </Title>
          <SegmentedControl
            size="xs"
            aria-label="Time that the numbers are of"
            data={windows.map((name) => ({ value: name, label: windowWords[name] }))}
            value={window}
            onChange={(value) => setFilters({ window: value })}
          />
        </Group>
        <Numbers stats={data} />
      </Stack>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Concerns concerns={data?.needsAttention} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Busiest automations={data?.busiest} />
        </Grid.Col>
      </Grid>
      <LastHour hour={data?.lastHour} />
    </Stack>
  )
}
