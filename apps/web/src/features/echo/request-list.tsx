import type { EchoRequest } from '@hookline/schema'
import { Group, Text, UnstyledButton } from '@mantine/core'
import { memo } from 'react'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'
import { formatBytes } from '../../lib/format-number.ts'
import css from './echo.module.css'
import { bodySize, requestTarget } from './request-facts.ts'

const targetCharsShown = 200

interface RequestListProps {
  requests: readonly EchoRequest[]
  secret: string
  chosenId: string
  onChoose: (id: string) => void
}

/** What a bucket received, the newest first. */
export function RequestList({ requests, secret, chosenId, onChoose }: RequestListProps) {
  return (
    <nav aria-label="Requests, the newest first">
      {requests.map((request) => (
        <UnstyledButton
          key={request.id}
          className={css.request}
          aria-current={request.id === chosenId ? 'true' : undefined}
          onClick={() => onChoose(request.id)}
        >
          <Line request={request} secret={secret} />
        </UnstyledButton>
      ))}
    </nav>
  )
}

const Line = memo(function Line({ request, secret }: { request: EchoRequest; secret: string }) {
  const bytes = bodySize(request)
  return (
    <>
      <Group gap="sm" wrap="nowrap">
        <Text span ff="monospace" fz={12} fw={600} style={{ flex: 'none' }}>
          {request.method}
        </Text>
        <Text span ff="monospace" fz={12} truncate>
          {seenText(requestTarget(request, secret).slice(0, targetCharsShown))}
        </Text>
      </Group>
      <Text size="sm" className={css.quiet} component="div">
        <RelativeTime time={request.receivedAt} /> · {bytes === 0 ? 'no body' : formatBytes(bytes)}
      </Text>
    </>
  )
})
