import type { Webhook, WebhookExamples } from '@hookline/schema'
import { Alert, Code, Group, Select, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { RequestView } from '../../components/request-view/request-view.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { webhookPath } from '../../components/webhooks/use-webhook-actions.ts'
import { call } from '../../lib/api.ts'
import { useFilters } from '../../lib/use-filters.ts'

type Example = WebhookExamples['items'][number]

/** The request of each chosen event as it will be sent, for every URL. Nothing is sent. */
export function ExampleTab({ webhook, isDirty }: { webhook: Webhook; isDirty: boolean }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks', 'one', webhook.id, 'examples', webhook.updatedAt],
    queryFn: ({ signal }) => call<WebhookExamples>('GET', `${webhookPath(webhook)}/examples`, { signal }),
  })
  const [{ event }, setFilters] = useFilters()
  if (error) return <ErrorState what="The examples could not be made" error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingRows />
  const [first] = data.items
  const example = data.items.find(({ eventType }) => eventType === event) ?? first
  if (!example)
    return (
      <EmptyState title="No event type yet">Its group has no event type yet. As soon as one comes into it, it is shown here.</EmptyState>
    )
  return (
    <Stack gap="md" maw={960}>
      {isDirty && (
        <Alert variant="light" color="yellow" icon={<IconInfoCircle size={18} aria-hidden />} p="sm">
          This is what the webhook sends as it was saved last. The preview in Settings shows your changes.
        </Alert>
      )}
      <Group gap="sm" align="center">
        {data.items.length > 1 && (
          <Select
            aria-label="Event"
            data={data.items.map(({ eventType }) => eventType)}
            value={example.eventType}
            onChange={(next) => setFilters({ event: next ?? undefined })}
            allowDeselect={false}
            searchable
            w={280}
          />
        )}
        <Text c="dimmed" flex={1} miw={240}>
          As it will be sent for the sample of {example.eventType}. Each URL gets the same payload.
        </Text>
      </Group>
      <Problems example={example} />
      {example.requests.map((request, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their order is that of the URLs
        <RequestView key={index} request={request} label={example.requests.length === 1 ? 'Example' : `Example for URL ${index + 1}`} />
      ))}
      <Text size="sm" c="dimmed">
        With each call go <Code>webhook-id</Code> and <Code>webhook-timestamp</Code>
        {webhook.hasSecret ? (
          <>
            {' '}
            and, because a secret is set, <Code>webhook-signature</Code>.
          </>
        ) : (
          '. No secret is set, so it is not signed.'
        )}
      </Text>
    </Stack>
  )
}

function Problems({ example: { diagnostics } }: { example: Example }) {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return null
  return (
    <Alert color="red" variant="light" title="This would not be sent" icon={<IconAlertTriangle size={18} aria-hidden />}>
      {errors.map(({ message, fix, path }) => (
        <Text key={`${path} ${message}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {message} {fix}
        </Text>
      ))}
    </Alert>
  )
}
