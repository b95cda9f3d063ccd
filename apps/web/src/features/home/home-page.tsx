import { Card, Code, Container, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ToneIcon } from '../../components/tone-icon.tsx'
import { fetchReadiness, type Readiness, type Tone } from '../../lib/readiness.ts'
import { FirstSteps } from './first-steps.tsx'
import { ReferenceLinks } from './reference-links.tsx'
import { StatusCard } from './status-card.tsx'

const refreshMs = 5000

/** Shows that Hookline runs, how it is, and what to do first. */
export function HomePage() {
  const { data, isError } = useQuery({ queryKey: ['readiness'], queryFn: fetchReadiness, refetchInterval: refreshMs, retry: false })
  const readiness = isError ? undefined : data
  const { tone, title } = headline(readiness, isError)
  return (
    <Container size={960} py="lg" px="lg">
      <Stack gap="lg">
        <Group component="header" justify="space-between">
          <Group gap="sm">
            <img src="/icon.svg" width="24" height="24" alt="" />
            <Text fw={600} size="lg">
              Hookline
            </Text>
          </Group>
          <Text size="sm" c="dimmed">
            {data ? `Version ${data.version}` : ' '}
          </Text>
        </Group>
        <Stack component="main" gap="lg">
          <Group gap="sm" role="status">
            <ToneIcon tone={tone} />
            <Title order={1}>{title}</Title>
          </Group>
          {isError ? <Unreachable /> : <StatusCard readiness={readiness} />}
          <FirstSteps publicUrl={data?.publicUrl ?? window.location.origin} />
          <ReferenceLinks />
        </Stack>
      </Stack>
    </Container>
  )
}

function headline(readiness: Readiness | undefined, isError: boolean): { tone: Tone; title: string } {
  if (isError) return { tone: 'bad', title: 'Hookline does not answer' }
  if (!readiness) return { tone: 'off', title: 'Asking Hookline how it is' }
  return readiness.ready ? { tone: 'good', title: 'Hookline runs' } : { tone: 'waiting', title: 'Hookline runs, but is not ready' }
}

function Unreachable() {
  return (
    <Card role="alert" component="section">
      <Text fw={500}>The server cannot be reached</Text>
      <Text>
        It may have been stopped, or the connection to it is broken. See whether it still runs and what it printed last; start it with{' '}
        <Code style={{ whiteSpace: 'nowrap' }}>npm start</Code>. This page asks again every {refreshMs / 1000} seconds.
      </Text>
    </Card>
  )
}
