import type { EchoBucket } from '@hookline/schema'
import { Box, Button, Card, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { Command } from '../../components/command.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { ApiError, call } from '../../lib/api.ts'
import { useFilters } from '../../lib/use-filters.ts'
import { BucketHead } from './bucket-head.tsx'
import css from './echo.module.css'
import { RequestDetail } from './request-detail.tsx'
import { RequestList } from './request-list.tsx'
import { useEchoRequests } from './use-echo-requests.ts'

/** One bucket: its URL and answer, what it received, and one of the requests. */
export function BucketView({ secret, listed }: { secret: string; listed: EchoBucket | undefined }) {
  const [{ request: chosenId }, setFilters] = useFilters()
  const [signingSecret, setSigningSecret] = useState('')
  const bucket = useQuery({
    queryKey: [`echo:${secret}`, 'bucket'],
    queryFn: ({ signal }) => call<EchoBucket>('GET', `/v1/echo-buckets/${encodeURIComponent(secret)}`, { signal }),
    ...(listed && { placeholderData: listed }),
  })
  const { requests, liveness } = useEchoRequests(secret, bucket.isSuccess)
  if (bucket.isError) {
    if (bucket.error instanceof ApiError && (bucket.error.status === 404 || bucket.error.status === 422)) return <Gone />
    return <ErrorState what="The bucket could not be read" error={bucket.error} onRetry={() => void bucket.refetch()} />
  }
  if (!bucket.data) return <LoadingRows />
  const items = requests.data?.items
  const chosen = items?.find(({ id }) => id === chosenId) ?? items?.[0]
  return (
    <Stack gap="md" miw={0}>
      <BucketHead bucket={bucket.data} liveness={liveness} requestCount={items?.length ?? 0} />
      {requests.isError && !items && (
        <ErrorState what="The requests could not be read" error={requests.error} onRetry={() => void requests.refetch()} />
      )}
      {requests.isPending && <LoadingRows />}
      {items?.length === 0 && <NothingCame url={bucket.data.url} />}
      {items && chosen && (
        <div className={css.requests}>
          <Card className={css.list}>
            <RequestList requests={items} secret={secret} chosenId={chosen.id} onChoose={(id) => setFilters({ request: id })} />
          </Card>
          <Detail isGone={chosenId !== undefined && chosenId !== chosen.id} onNewest={() => setFilters({ request: undefined })}>
            <RequestDetail
              key={chosen.id}
              request={chosen}
              secret={secret}
              signingSecret={signingSecret}
              onSigningSecret={setSigningSecret}
              onNewest={chosenId === chosen.id ? () => setFilters({ request: undefined }) : undefined}
            />
          </Detail>
        </div>
      )}
    </Stack>
  )
}

interface DetailProps {
  isGone: boolean
  onNewest: () => void
  children: ReactNode
}

function Detail({ isGone, onNewest, children }: DetailProps) {
  return (
    <Stack gap="sm" miw={0}>
      {isGone && (
        <Text size="sm" c="dimmed" role="status">
          The request of this link is not among the last 100 any more; this is the newest.{' '}
          <Button variant="transparent" size="compact-sm" onClick={onNewest}>
            Follow the newest
          </Button>
        </Text>
      )}
      {children}
    </Stack>
  )
}

function NothingCame({ url }: { url: string }) {
  return (
    <EmptyState title="Nothing has come yet">
      Send a sample, or any request of your own; it appears here by itself.
      <Box mt="sm" ta="left">
        <Command name="a request to the bucket" text={`curl -d '{"hello":"world"}' ${url}`} />
      </Box>
    </EmptyState>
  )
}

function Gone() {
  return (
    <EmptyState
      title="There is no such bucket"
      action={
        <Button component={Link} to="/echo" variant="default">
          Go to the newest bucket
        </Button>
      }
    >
      It was deleted, was not used for 30 days, or its secret has a typing error.
    </EmptyState>
  )
}
