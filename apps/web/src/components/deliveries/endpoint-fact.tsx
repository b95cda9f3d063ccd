import { Anchor, Button, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatCount, formatShare } from '../../lib/format-number.ts'
import { useMember } from '../../lib/session.ts'
import { ForeignText } from '../foreign-text.tsx'
import { StatusWord } from '../status-word.tsx'
import { stopWord } from '../stops/stop-words.ts'
import { useEndpoint } from '../stops/use-endpoint.ts'
import { useEndpointPause } from '../stops/use-endpoint-pause.ts'

interface EndpointFactProps {
  endpointId: string
  host: string
  /** What called it was deleted, and the endpoint with it. */
  isGone: boolean
}

/** Where a delivery goes, how that does, and a way to pause it. */
export function EndpointFact({ endpointId, host, isGone }: EndpointFactProps) {
  return (
    <Group gap="sm">
      <Anchor inherit miw={0} renderRoot={(props) => <Link {...props} to="/deliveries" search={{ endpointId } as never} />}>
        <ForeignText text={host} />
      </Anchor>
      {!isGone && <Standing endpointId={endpointId} />}
    </Group>
  )
}

function Standing({ endpointId }: Pick<EndpointFactProps, 'endpointId'>) {
  const endpoint = useEndpoint(endpointId)
  const { pause, isBusy } = useEndpointPause()
  const mayAct = useMember()?.role !== 'viewer'
  if (!endpoint) return null
  const { calls, successShare } = endpoint.health
  const stop = stopWord([endpoint])
  if (stop !== null) return <StatusWord tone="bad">{stop}</StatusWord>
  return (
    <>
      {successShare !== null && (
        <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {formatShare(successShare)} of {formatCount(calls)} in 24 h succeeded
        </Text>
      )}
      {mayAct && (
        <Button size="compact-xs" variant="default" loading={isBusy} onClick={() => void pause(endpoint)}>
          Pause the endpoint
        </Button>
      )}
    </>
  )
}
