import type { Delivery } from '@hookline/schema'
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { formatAhead } from '../../lib/format-time.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { useMember } from '../../lib/session.ts'
import { useEventTitles } from '../../lib/use-event-types.ts'
import { ConfirmModal } from '../confirm-modal.tsx'
import { ForeignText } from '../foreign-text.tsx'
import { EventLink, SourceLink, UserLink } from '../links.tsx'
import { RelativeTime, useNow } from '../relative-time.tsx'
import { seenText } from '../seen-text.ts'
import { ShortId } from '../short-id.tsx'
import { StopRow } from '../stops/stop-row.tsx'
import { useEndpoint } from '../stops/use-endpoint.ts'
import { ToneIcon } from '../tone-icon.tsx'
import { causeOf } from './cause.ts'
import css from './deliveries.module.css'
import { useDeliveryPlace } from './delivery-place.ts'
import { EndpointFact } from './endpoint-fact.tsx'
import { formatClock } from './format-clock.ts'
import { ResendModal } from './resend-modal.tsx'
import { hostOf, statusSentence } from './status-sentence.ts'
import { tookWords } from './took-words.ts'

const tones = { pending: 'waiting', succeeded: 'good', undelivered: 'bad', held: 'waiting', cancelled: 'off' } as const

/** How a delivery stands, why, and what one can do about it. */
export function DeliveryHead({ delivery }: { delivery: Delivery }) {
  const mayAct = useMember()?.role !== 'viewer'
  const cause = causeOf(delivery)
  const isStopped = delivery.heldReason === 'endpoint-paused' || delivery.heldReason === 'breaker-open'
  const nowMs = useNow()
  const sentence = statusSentence(delivery, { clock: formatClock, until: (time) => formatAhead(time, nowMs) })
  return (
    <Stack gap="md">
      <Group gap="sm" wrap="nowrap" align="flex-start" role="status">
        <Group h={20}>
          <ToneIcon tone={tones[delivery.status]} />
        </Group>
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {seenText(sentence)}
        </Text>
      </Group>
      {cause && !isStopped && (
        <div className={css.cause}>
          <Text style={{ overflowWrap: 'anywhere' }}>{seenText(cause.message)}</Text>
          <Text c="dimmed">{cause.fix}</Text>
        </div>
      )}
      {isStopped && <EndpointStopped endpointId={delivery.endpointId} />}
      {mayAct && <Actions delivery={delivery} />}
      <Facts delivery={delivery} />
    </Stack>
  )
}

/** What stops the endpoint of a held delivery, since when, and the way to let it go on. */
function EndpointStopped({ endpointId }: { endpointId: string }) {
  const endpoint = useEndpoint(endpointId)
  if (!endpoint) return null
  return (
    <Stack component="ul" className={css.cause} m={0} style={{ listStyle: 'none' }}>
      <StopRow endpoint={endpoint} showsHeld={false} />
    </Stack>
  )
}

function Actions({ delivery }: { delivery: Delivery }) {
  const [asked, setAsked] = useState<'resend' | 'cancel' | null>(null)
  const client = useQueryClient()
  const isOwed = delivery.status === 'pending' || delivery.status === 'held'
  const cancel = async () => {
    await call('POST', `/v1/deliveries/${encodeURIComponent(delivery.id)}/cancel`)
    notifyDone('Cancelled. It is not tried again.')
    await client.invalidateQueries({ queryKey: ['deliveries'] })
  }
  const close = () => setAsked(null)
  return (
    <Group gap="sm">
      {delivery.status === 'pending' && delivery.nextAttemptAt !== null && <TryNow id={delivery.id} />}
      {isOwed ? (
        <Button variant="default" onClick={() => setAsked('cancel')}>
          Cancel this delivery…
        </Button>
      ) : (
        <Button variant={delivery.status === 'undelivered' ? 'filled' : 'default'} onClick={() => setAsked('resend')}>
          Resend…
        </Button>
      )}
      {asked === 'resend' && <ResendModal delivery={delivery} opened onClose={close} />}
      <ConfirmModal
        opened={asked === 'cancel'}
        onClose={close}
        title="Cancel this delivery"
        action="Cancel the delivery"
        keep="Keep it"
        danger
        onConfirm={cancel}
      >
        {seenText(hostOf(delivery.url))} is not called about it any more. An attempt that is under way at this moment may still arrive. It
        can be resent later.
      </ConfirmModal>
    </Group>
  )
}

/** Does not wait for the next try: it is made at once. */
function TryNow({ id }: { id: string }) {
  const [isBusy, setBusy] = useState(false)
  const client = useQueryClient()
  const tryNow = async () => {
    setBusy(true)
    try {
      await call('POST', `/v1/deliveries/${encodeURIComponent(id)}/try-now`)
      notifyDone('It is tried now.')
    } catch (error) {
      notifyFailed('It was not tried', error)
    } finally {
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['deliveries'] })
    }
  }
  return (
    <Button loading={isBusy} onClick={() => void tryNow()}>
      Try now
    </Button>
  )
}

function Facts({ delivery }: { delivery: Delivery }) {
  const { id, messageId, source, eventId, eventType, userId, endpointId, url, createdAt, nextAttemptAt, resentFrom } = delivery
  const tookText = tookWords(delivery)
  const title = useEventTitles().get(eventType)
  const sourceName = source.name ?? 'deleted since'
  const place = useDeliveryPlace()
  return (
    <dl className={css.facts}>
      <dt>Event</dt>
      <dd>
        <EventLink id={eventId} name={title ?? eventType} />
        {title !== undefined && (
          <Text component="div" c="dimmed">
            <ForeignText text={eventType} mono />
          </Text>
        )}
      </dd>
      <dt>User</dt>
      <dd>
        <UserLink id={userId} />
      </dd>
      <dt>{source.kind === 'webhook' ? 'Webhook' : 'Automation'}</dt>
      <dd>
        {source.name !== null ? <SourceLink kind={source.kind} id={source.id} name={source.name} /> : <ForeignText text={sourceName} />}
      </dd>
      <dt>Endpoint</dt>
      <dd>
        <EndpointFact endpointId={endpointId} host={hostOf(url)} isGone={source.name === null} />
      </dd>
      <dt>Made</dt>
      <dd>
        <RelativeTime time={createdAt} />
      </dd>
      {tookText !== null && (
        <>
          <dt>Done in</dt>
          <dd>{tookText}</dd>
        </>
      )}
      {nextAttemptAt !== null && (
        <>
          <dt>Next attempt</dt>
          <dd>
            <RelativeTime time={nextAttemptAt} isAhead />
          </dd>
        </>
      )}
      {resentFrom !== undefined && (
        <>
          <dt>Resent from</dt>
          <dd>
            <Anchor renderRoot={(props) => <Link {...props} {...(place.open(resentFrom) as object)} resetScroll={false} />}>
              the earlier delivery
            </Anchor>
          </dd>
        </>
      )}
      <dt>Ids</dt>
      <dd>
        <Group gap="md">
          <ShortId id={id} chars={16} />
          <ShortId id={messageId} chars={16} />
        </Group>
      </dd>
    </dl>
  )
}
