import { Skeleton, Stack } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import type { RequestFormProps } from './request-form.tsx'

const RequestForm = lazy(() => import('./request-form.tsx').then((module) => ({ default: module.RequestForm })))

interface RequestEditorProps extends RequestFormProps {
  /** What stands below it: it comes with it, and is not pushed down from under somebody's hand. */
  children?: ReactNode
}

/** The request of a webhook or WebHook block with its preview, delivery and signing secret. Loaded when it is first shown. */
export function RequestEditor({ children, ...props }: RequestEditorProps) {
  return (
    <Suspense fallback={<Waiting />}>
      <RequestForm {...props} />
      {children}
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
