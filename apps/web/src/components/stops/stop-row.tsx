import type { Endpoint } from '@hookline/schema'
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { notifyFailed } from '../../lib/notify.ts'
import { useMember } from '../../lib/session.ts'
import { later } from '../later.tsx'
import { RelativeTime } from '../relative-time.tsx'
import { seenText } from '../seen-text.ts'
import { ToneIcon } from '../tone-icon.tsx'
import { heldWords, stopWords } from './stop-words.ts'
import { useEndpointPause } from './use-endpoint-pause.ts'

const ResumeModal = later(async () => (await import('./resume-modal.tsx')).ResumeModal, { what: 'Resuming', rows: 0 })

interface StopRowProps {
  endpoint: Endpoint
  /** Names what calls it, where that is not the screen itself. */
  showsSource?: boolean
  /** Leads to what is held, where that is not shown anyway. */
  showsHeld?: boolean
}

/** What stops one endpoint: what is held, how many, why, since when, and the way to let it go on. Nothing where it is free. */
export function StopRow({ endpoint, showsSource = false, showsHeld = true }: StopRowProps) {
  const words = stopWords(endpoint.stop, endpoint.host)
  if (words === null) return null
  const { id, held, source } = endpoint
  return (
    <Group component="li" gap="sm" wrap="nowrap" align="flex-start">
      <Group h={20}>
        <ToneIcon tone={words.tone} />
      </Group>
      <Stack gap={0} flex={1} miw={0}>
        <Text component="div" style={{ overflowWrap: 'anywhere' }}>
          {showsSource && (
            <>
              <SourceName source={source} />:{' '}
            </>
          )}
          {seenText(words.title)}
          {words.since && (
            <>
              {' '}
              since <RelativeTime time={words.since} />
            </>
          )}
          . {heldWords(held)}
        </Text>
        <Text c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {seenText(words.why)}
          {words.until && (
            <>
              {' '}
              Next try <RelativeTime time={words.until} isAhead />
            </>
          )}
        </Text>
      </Stack>
      {showsHeld && held !== 0 && (
        <Anchor
          size="sm"
          lh="26px"
          style={{ whiteSpace: 'nowrap' }}
          renderRoot={(props) => <Link {...props} to="/deliveries" search={{ endpointId: id, status: 'held' } as never} />}
        >
          See what is held
        </Anchor>
      )}
      <StopAction endpoint={endpoint} />
    </Group>
  )
}

/** What calls the endpoint, within a sentence. */
function SourceName({ source: { kind, id, name } }: Pick<Endpoint, 'source'>) {
  const to = kind === 'webhook' ? '/api-central/$id' : '/automations/$id'
  return (
    <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to={to} params={{ id }} search={{}} />}>
      <bdi>{seenText(name)}</bdi>
    </Anchor>
  )
}

/** What is paused goes on; what is left alone may be paused, after which what is held is a person's choice. */
function StopAction({ endpoint }: { endpoint: Endpoint }) {
  const { pause, resume, isBusy } = useEndpointPause()
  const [isAsking, setAsking] = useState(false)
  if (useMember()?.role === 'viewer') return null
  const { stop, held } = endpoint
  const go = () => {
    if (held === 0) resume(endpoint, 'send').catch((error: unknown) => notifyFailed('It could not be resumed', error))
    else setAsking(true)
  }
  return (
    <>
      {stop.paused ? (
        <Button size="compact-sm" variant="default" flex="none" onClick={go}>
          {held === 0 ? 'Resume' : 'Resume…'}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" flex="none" loading={isBusy} onClick={() => void pause(endpoint)}>
          Pause it
        </Button>
      )}
      {isAsking && <ResumeModal endpoint={endpoint} onClose={() => setAsking(false)} />}
    </>
  )
}
