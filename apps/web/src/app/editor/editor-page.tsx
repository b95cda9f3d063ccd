import { Center, Loader } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { PageFrame } from '../../components/page-frame.tsx'
import { EmptyState, ErrorState } from '../../components/states.tsx'
import { ApiError } from '../../lib/api.ts'
import { Editor } from './editor.tsx'
import { useLoaded } from './use-loaded.ts'

/** One automation: its form or canvas, its settings, its test. What cannot be read again later leaves the open editor as it is. */
export function EditorPage() {
  const { id = '' } = useParams({ strict: false })
  const { automation, catalog, eventTypes } = useLoaded(id)
  const failed = [automation, catalog, eventTypes].find(({ data, isError }) => isError && data === undefined)
  if (failed) {
    const isGone = failed.error instanceof ApiError && failed.error.status === 404
    return (
      <PageFrame
        title={isGone ? 'No such automation' : 'The automation could not be opened'}
        parent={{ label: 'Automations', to: '/automations' }}
      >
        {isGone ? (
          <EmptyState title="There is no such automation">It was deleted, or the link is not whole.</EmptyState>
        ) : (
          <ErrorState what="It could not be read" error={failed.error} onRetry={() => void failed.refetch()} />
        )}
      </PageFrame>
    )
  }
  if (!automation.data || !catalog.data || !eventTypes.data) {
    return (
      <Center mih={240} role="status" aria-label="Loading">
        <Loader size="sm" />
      </Center>
    )
  }
  return (
    <Editor
      key={id}
      loaded={automation.data.data}
      etag={automation.data.etag ?? '*'}
      catalog={catalog.data}
      eventTypes={eventTypes.data.items}
    />
  )
}
