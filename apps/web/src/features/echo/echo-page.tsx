import type { EchoBucket, Page } from '@hookline/schema'
import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { later } from '../../components/later.tsx'
import { PageFrame } from '../../components/page-frame.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { call } from '../../lib/api.ts'
import { BucketList } from './bucket-list.tsx'
import { BucketView } from './bucket-view.tsx'
import css from './echo.module.css'
import { useMakeBucket } from './use-make-bucket.ts'

// Where there is no room for the list.
const BucketSelect = later(async () => (await import('./bucket-select.tsx')).BucketSelect, { what: 'The buckets', rows: 1 })

const bucketsShown = 500
const refreshMs = 10_000

/** A sandbox for calls: buckets that accept any request and show what came. */
export function EchoPage() {
  const { secret } = useParams({ strict: false }) as { secret?: string }
  const list = useQuery({
    queryKey: ['echo-buckets'],
    queryFn: ({ signal }) => call<Page<EchoBucket>>('GET', '/v1/echo-buckets', { query: { limit: bucketsShown }, signal }),
    // A first request to any secret makes a bucket, and no topic of the live stream tells of it.
    refetchInterval: refreshMs,
  })
  const buckets = list.data?.items ?? []
  const open = useOpenBucket()
  const { make, isMaking } = useMakeBucket(buckets, open)
  const newest = buckets[0]?.secret
  const isNarrow = useMediaQuery('(max-width: 1279px)', false, { getInitialValueInEffect: false })
  useEffect(() => {
    if (secret === undefined && newest !== undefined) open(newest)
  }, [secret, newest, open])
  const makeButton = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} loading={isMaking} onClick={() => void make()}>
      Make a bucket
    </Button>
  )
  const isEmpty = list.isSuccess && buckets.length === 0 && secret === undefined
  return (
    <PageFrame
      title="Echo"
      description="A bucket accepts any request to its URL and shows the last 100. Send calls here to see what arrives."
      actions={isEmpty ? undefined : makeButton}
    >
      {list.isError && <ErrorState what="The buckets could not be read" error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <LoadingRows />}
      {isEmpty && (
        <EmptyState title="No buckets yet" action={makeButton}>
          A bucket is a secret URL. Whatever is sent to it is shown here, and it answers as you tell it: 200 at once, 500, or after ten
          seconds.
        </EmptyState>
      )}
      {!isEmpty && list.data && (
        <div className={css.page}>
          {isNarrow ? (
            <BucketSelect buckets={buckets} chosen={secret} onChoose={open} />
          ) : (
            <div className={css.buckets}>
              <BucketList buckets={buckets} chosen={secret} />
            </div>
          )}
          {secret !== undefined && <BucketView key={secret} secret={secret} listed={buckets.find((bucket) => bucket.secret === secret)} />}
        </div>
      )}
    </PageFrame>
  )
}

function useOpenBucket(): (secret: string) => void {
  const navigate = useNavigate()
  return useCallback((secret) => void navigate({ to: '/echo/$secret', params: { secret } as never, replace: true }), [navigate])
}
