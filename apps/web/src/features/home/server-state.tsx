import { Card, Code, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { fetchReadiness } from '../../lib/readiness.ts'
import { StatusCard } from './status-card.tsx'

const refreshMs = 5000

/** Says what is wrong with the server and what to do; nothing while all is well. */
export function ServerState() {
  const { data, isError } = useQuery({ queryKey: ['readiness'], queryFn: fetchReadiness, refetchInterval: refreshMs, retry: false })
  if (isError) return <Unreachable />
  if (!data || data.ready) return null
  return (
    <Stack gap="sm">
      <Title order={2}>Hookline runs, but is not ready</Title>
      <StatusCard readiness={data} />
    </Stack>
  )
}

function Unreachable() {
  return (
    <Card role="alert" component="section">
      <Title order={2}>Hookline does not answer</Title>
      <Text>
        It may have been stopped, or the connection to it is broken. See whether it still runs and what it printed last; start it with{' '}
        <Code style={{ whiteSpace: 'nowrap' }}>npm start</Code>. This page asks again every {refreshMs / 1000} seconds.
      </Text>
    </Card>
  )
}
