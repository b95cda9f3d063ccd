import type { EchoRequest } from '@hookline/schema'
import { Badge, Button, Card, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { HeaderTable } from '../../components/request-view/request-view.tsx'
import { seenText } from '../../components/seen-text.ts'
import { formatBytes } from '../../lib/format-number.ts'
import { formatExact } from '../../lib/format-time.ts'
import css from './echo.module.css'
import { bodySize, queryPairs, requestTarget } from './request-facts.ts'
import { SignatureSection } from './signature-section.tsx'

interface RequestDetailProps {
  request: EchoRequest
  secret: string
  signingSecret: string
  onSigningSecret: (secret: string) => void
  /** Goes back to following the newest; absent while that is so. */
  onNewest: (() => void) | undefined
}

/** One received request, whole. */
export function RequestDetail({ request, secret, signingSecret, onSigningSecret, onNewest }: RequestDetailProps) {
  const { method, receivedAt, headers } = request
  const query = queryPairs(request.query)
  return (
    <Card padding="md" miw={0} component="section" aria-label="The chosen request">
      <Stack gap="md">
        <Stack gap={4}>
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
            <Group gap="sm" wrap="nowrap" align="flex-start" miw={0}>
              <Badge variant="light" radius="sm" ff="monospace" style={{ flex: 'none' }}>
                {method}
              </Badge>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
              <section className={css.target} aria-label="Path and query" tabIndex={0}>
                {seenText(requestTarget(request, secret))}
              </section>
            </Group>
            {onNewest && (
              <Button variant="default" size="compact-sm" style={{ flex: 'none' }} onClick={onNewest}>
                Follow the newest
              </Button>
            )}
          </Group>
          <Text size="sm" c="dimmed" component="div">
            Received <RelativeTime time={receivedAt} /> ({formatExact(receivedAt)}) · {sizeText(request)}
          </Text>
        </Stack>
        <SignatureSection request={request} secret={signingSecret} onSecret={onSigningSecret} />
        <Body request={request} />
        {query.length > 0 && (
          <Stack gap={4}>
            <Title order={3}>Query</Title>
            <HeaderTable headers={query} label="Query" />
          </Stack>
        )}
        <Stack gap={4}>
          <Title order={3}>Headers</Title>
          <HeaderTable headers={Object.entries(headers).map(([name, value]) => ({ name, value }))} label="Headers" />
        </Stack>
      </Stack>
    </Card>
  )
}

function Body({ request }: { request: EchoRequest }) {
  const [view, setView] = useState('formatted')
  const isText = request.bodyEncoding === 'utf8'
  if (request.body === '')
    return (
      <Stack gap={4}>
        <Title order={3}>Body</Title>
        <Text size="sm" c="dimmed">
          None was sent.
        </Text>
      </Stack>
    )
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Title order={3}>{isText ? 'Body' : 'Body (not text, so in base64)'}</Title>
        {isText && (
          <SegmentedControl
            size="xs"
            aria-label="How the body is shown"
            value={view}
            onChange={setView}
            data={[
              { value: 'formatted', label: 'Formatted' },
              { value: 'raw', label: 'Raw' },
            ]}
          />
        )}
      </Group>
      <JsonView text={request.body} label="Body" maxHeight={480} raw={view === 'raw' || !isText} />
    </Stack>
  )
}

function sizeText(request: EchoRequest): string {
  const bytes = bodySize(request)
  return bytes === 0 ? 'no body' : formatBytes(bytes)
}
