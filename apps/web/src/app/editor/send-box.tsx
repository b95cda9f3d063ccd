import type { FinishedRequest, GraphNode, SentCall, SentCalls, TemplateEcho } from '@hookline/schema'
import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconSend, IconWaveSine } from '@tabler/icons-react'
import { useState } from 'react'
import { ConfirmModal } from '../../components/confirm-modal.tsx'
import { JsonView } from '../../components/json-view/json-view.tsx'
import { ReceivedByEcho } from '../../components/received-by-echo.tsx'
import { RequestView } from '../../components/request-view/request-view.tsx'
import { call } from '../../lib/api.ts'
import { formatMs } from '../../lib/format-number.ts'
import { notifyFailed } from '../../lib/notify.ts'
import type { TrialModel } from './use-trial.ts'

interface SendBoxProps {
  automationId: string
  node: GraphNode
  requests: readonly FinishedRequest[]
  model: TrialModel
}

/** The exact requests of a WebHook block; they can be sent to echo, or after a question to where they lead. */
export function SendBox({ automationId, node, requests, model }: SendBoxProps) {
  const [echo, setEcho] = useState<TemplateEcho | null>(null)
  const [sent, setSent] = useState<SentCalls | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const { input } = model
  if (!input.ok) return null
  const body = { request: node.config.request, event: input.event, ...(input.state && { state: input.state }) }
  const sendToEcho = async () => {
    setBusy(true)
    try {
      setEcho(await call<TemplateEcho>('POST', '/v1/templates/echo', { body: { ...body, ...(echo && { bucket: echo.bucket }) } }))
    } catch (error) {
      notifyFailed('It could not be sent to echo', error)
    } finally {
      setBusy(false)
    }
  }
  const sendReally = async () => {
    const trial = { nodeId: node.id, event: input.event, ...(input.state && { state: input.state }) }
    setSent(await call<SentCalls>('POST', `/v1/automations/${encodeURIComponent(automationId)}/send`, { body: trial }))
  }
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconWaveSine size={14} aria-hidden />}
          loading={isBusy}
          onClick={() => void sendToEcho()}
        >
          Send to echo
        </Button>
        <Button size="compact-sm" variant="default" leftSection={<IconSend size={14} aria-hidden />} onClick={() => setAsking(true)}>
          Really send…
        </Button>
      </Group>
      {sent?.calls.map((made, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their order is that of the URLs of the block
        <Answer key={index} made={made} />
      ))}
      <SimpleGrid cols={{ base: 1, lg: echo ? 2 : 1 }} spacing="md">
        <Stack gap="sm" miw={0}>
          {requests.map((request, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: their order is that of the URLs of the block
            <RequestView key={index} request={request} label={`Request ${index + 1}`} maxHeight={240} />
          ))}
        </Stack>
        {echo && <ReceivedByEcho echo={echo} />}
      </SimpleGrid>
      <ConfirmModal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Really send this call?"
        action={requests.length === 1 ? 'Send it' : `Send ${requests.length} calls`}
        onConfirm={sendReally}
      >
        {`This calls ${requests.map(({ url }) => url).join(', ')} now, with the values of the test. The receiver cannot tell it from a real one. It is not kept among the deliveries.`}
      </ConfirmModal>
    </Stack>
  )
}

function Answer({ made }: { made: SentCall }) {
  const { response, error, request } = made
  if (!response) {
    return (
      <Text c="light-dark(#c92a2a, #ff8787)" style={{ overflowWrap: 'anywhere' }}>
        {request.url}: {error?.message ?? 'no answer came'}
      </Text>
    )
  }
  return (
    <Stack gap="xs">
      <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
        {request.url} answered {response.status} after {formatMs(response.durationMs)}
      </Text>
      <JsonView text={response.body} label="The answer's body" maxHeight={160} />
    </Stack>
  )
}
