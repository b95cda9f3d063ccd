import type { Endpoint } from '@hookline/schema'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../lib/api.ts'
import { useMember } from '../../lib/session.ts'
import { RelativeTime } from '../relative-time.tsx'
import { seenText } from '../seen-text.ts'
import css from './deliveries.module.css'
import { stopSentence } from './endpoint-stop-sentence.ts'
import { ResumeModal } from './resume-modal.tsx'

/** What stops the endpoint of a held delivery, since when, and the way to let it go on. */
export function EndpointNotice({ endpointId }: { endpointId: string }) {
  const client = useQueryClient()
  const mayAct = useMember()?.role !== 'viewer'
  const [isAsking, setAsking] = useState(false)
  const { data } = useQuery({
    queryKey: ['deliveries', 'endpoint', endpointId],
    queryFn: ({ signal }) => call<Endpoint>('GET', `/v1/endpoints/${encodeURIComponent(endpointId)}`, { signal }),
  })
  if (!data) return null
  const { stop, host, held } = data
  const sentence = stopSentence(stop, host)
  if (sentence === null) return null
  const at = stop.paused?.at ?? stop.openUntil
  return (
    <div className={css.cause}>
      <Stack gap="xs">
        <Text style={{ overflowWrap: 'anywhere' }}>
          {seenText(sentence)} {at && <RelativeTime time={at} />}
        </Text>
        {stop.paused && mayAct && (
          <Group>
            <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
              Resume the endpoint…
            </Button>
          </Group>
        )}
      </Stack>
      {isAsking && (
        <ResumeModal
          endpointId={endpointId}
          host={host}
          held={held}
          onClose={() => {
            setAsking(false)
            void client.invalidateQueries({ queryKey: ['deliveries'] })
          }}
        />
      )}
    </div>
  )
}
