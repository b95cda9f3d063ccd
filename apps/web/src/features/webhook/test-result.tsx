import type { Diagnostic, SentCall, WebhookTest } from '@hookline/schema'
import { Collapse, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { outcomeWord } from '../../components/deliveries/status-sentence.ts'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { HeaderTable, RequestView } from '../../components/request-view/request-view.tsx'
import { seenText } from '../../components/seen-text.ts'
import { StatusWord } from '../../components/status-word.tsx'
import { ToneIcon } from '../../components/tone-icon.tsx'
import { formatMs } from '../../lib/format-number.ts'

/** What came of a test: of each URL the code, the time, the headers and the body, and what to do about it. */
export function TestResult({ result: { calls, hints, delivered } }: { result: WebhookTest }) {
  return (
    <Stack gap="lg" component="section" aria-label="Result of the test">
      <Stack gap="sm">
        <Title order={3}>
          <StatusWord tone={delivered ? 'good' : 'bad'}>{delivered ? 'Accepted' : 'Not accepted'}</StatusWord>
        </Title>
        <Hints hints={hints.filter(({ path }) => path === undefined)} />
      </Stack>
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their order is that of the URLs
        <Call key={index} call={call} number={index + 1} hints={hints.filter(({ path }) => path === `calls.${index}`)} />
      ))}
    </Stack>
  )
}

function Call({ call, number, hints }: { call: SentCall; number: number; hints: readonly Diagnostic[] }) {
  const { request, response, error } = call
  const [showsRequest, setShowsRequest] = useState(false)
  return (
    <Stack gap="sm">
      <Group gap="sm" justify="space-between">
        <Group gap="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
          <Text fw={600} fz="lg">
            {outcomeWord({ status: response?.status, error: error?.code })}
          </Text>
          {response && <Text c="dimmed">{formatMs(response.durationMs)}</Text>}
        </Group>
        <Text ff="monospace" fz={12} c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {request.method} {seenText(request.url)}
        </Text>
      </Group>
      <Hints hints={hints} />
      {response && response.headers.length > 0 && <HeaderTable headers={response.headers} label={`Headers of answer ${number}`} />}
      {response &&
        (response.body === '' ? (
          <Text size="sm" c="dimmed">
            The answer has no body.
          </Text>
        ) : (
          <JsonView text={response.body} label={`Body of answer ${number}`} maxHeight={280} raw={response.bodyEncoding === 'base64'} />
        ))}
      <UnstyledButton onClick={() => setShowsRequest(!showsRequest)} aria-expanded={showsRequest}>
        <Group gap={4}>
          {showsRequest ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
          <Text size="sm">What was sent</Text>
        </Group>
      </UnstyledButton>
      <Collapse expanded={showsRequest}>
        <RequestView request={request} label={`Request ${number}`} maxHeight={280} />
      </Collapse>
    </Stack>
  )
}

function Hints({ hints }: { hints: readonly Diagnostic[] }) {
  if (hints.length === 0) return null
  return (
    <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
      {hints.map(({ code, severity, message, fix }) => (
        <Group key={code} component="li" gap="sm" wrap="nowrap" align="flex-start">
          <Group h={20}>
            <ToneIcon tone={severity === 'error' ? 'bad' : 'waiting'} />
          </Group>
          <Stack gap={0} miw={0}>
            <Text style={{ overflowWrap: 'anywhere' }}>{seenText(message)}</Text>
            {fix !== undefined && <Text c="dimmed">{fix}</Text>}
          </Stack>
        </Group>
      ))}
    </Stack>
  )
}
