import { Skeleton, Stack } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { RequestFormProps } from './request-form.tsx'

const RequestForm = lazy(() => import('./request-form.tsx').then((module) => ({ default: module.RequestForm })))

/** The request of a webhook or WebHook block with its preview, delivery and signing secret. Loaded when it is first shown. */
export function RequestEditor(props: RequestFormProps) {
  return (
    <Suspense fallback={<Waiting />}>
      <RequestForm {...props} />
    </Suspense>
  )
}

function Waiting() {
  return (
    <Stack gap="md" aria-busy="true">
      <Skeleton height={36} />
      <Skeleton height={36} />
      <Skeleton height={200} />
    </Stack>
  )
}
