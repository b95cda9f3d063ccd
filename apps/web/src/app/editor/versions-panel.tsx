import type { Automation, AutomationVersion, AutomationVersionDetail, Graph, GraphNode, Page } from '@hookline/schema'
import { Badge, Button, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { RelativeTime } from '../../components/relative-time.tsx'
import { EmptyState, ErrorState, LoadingRows } from '../../components/states.tsx'
import { call, callWithTag } from '../../lib/api.ts'
import { notifyDone, notifyFailed } from '../../lib/notify.ts'
import { DifferenceView } from './difference-view.tsx'
import { graphDifference } from './graph-difference.ts'

interface VersionsPanelProps {
  automation: Automation
  /** The draft on the screen. */
  graph: Graph
  nameOf: (node: GraphNode) => string
  onRestored: (automation: Automation, etag: string) => void
}

/** What was published, by whom and when, and what differs from the draft. */
export function VersionsPanel({ automation, graph, nameOf, onRestored }: VersionsPanelProps) {
  const path = `/v1/automations/${encodeURIComponent(automation.id)}/versions`
  const [chosen, setChosen] = useState<number | null>(null)
  const list = useQuery({
    queryKey: ['automations', automation.id, 'versions'],
    queryFn: ({ signal }) => call<Page<AutomationVersion>>('GET', path, { query: { limit: 100 }, signal }),
  })
  return (
    <>
      {list.isPending && <LoadingRows rows={4} />}
      {list.isError && <ErrorState what="The versions could not be read" error={list.error} onRetry={() => void list.refetch()} />}
      {list.data?.items.length === 0 && (
        <EmptyState title="Not published yet">Each Publish makes a version; it can be looked at and restored here.</EmptyState>
      )}
      <Stack gap="xs">
        {list.data?.items.map((version) => (
          <VersionEntry
            key={version.version}
            version={version}
            isOpen={chosen === version.version}
            onToggle={() => setChosen(chosen === version.version ? null : version.version)}
          >
            <VersionDetails path={path} version={version} graph={graph} nameOf={nameOf} onRestored={onRestored} />
          </VersionEntry>
        ))}
      </Stack>
    </>
  )
}

interface VersionEntryProps {
  version: AutomationVersion
  isOpen: boolean
  onToggle: () => void
  children: ReactNode
}

function VersionEntry({ version, isOpen, onToggle, children }: VersionEntryProps) {
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <Stack gap="xs" py="xs">
      <UnstyledButton onClick={onToggle} aria-expanded={isOpen}>
        <Group gap="sm" wrap="nowrap">
          <Chevron size={16} aria-hidden style={{ flex: 'none' }} />
          <Text fw={600} w={24}>
            v{version.version}
          </Text>
          <Stack gap={0} flex={1} miw={0}>
            <Text truncate>{version.publishedBy}</Text>
            <RelativeTime time={version.publishedAt} dimmed />
          </Stack>
          {version.current && <Badge variant="light">Live</Badge>}
        </Group>
      </UnstyledButton>
      {isOpen && children}
    </Stack>
  )
}

interface VersionDetailsProps extends Pick<VersionsPanelProps, 'graph' | 'nameOf' | 'onRestored'> {
  path: string
  version: AutomationVersion
}

function VersionDetails({ path, version, graph, nameOf, onRestored }: VersionDetailsProps) {
  const [isBusy, setBusy] = useState(false)
  const detail = useQuery({
    queryKey: ['automations', path, version.version],
    queryFn: ({ signal }) => call<AutomationVersionDetail>('GET', `${path}/${version.version}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const restore = async () => {
    setBusy(true)
    try {
      const { data, etag } = await callWithTag<Automation>('POST', `${path}/${version.version}/restore`)
      onRestored(data, etag ?? '*')
      notifyDone(`Version ${version.version} is in the draft. It goes live when you publish.`)
    } catch (error) {
      notifyFailed('The version could not be restored', error)
    } finally {
      setBusy(false)
    }
  }
  if (detail.isError) return <ErrorState what="The version could not be read" error={detail.error} />
  if (!detail.data) return <LoadingRows rows={2} />
  return (
    <Stack gap="sm" pl={48}>
      <Text size="sm" c="dimmed">
        From this version to the draft
      </Text>
      <DifferenceView difference={graphDifference(detail.data.graph, graph)} nameOf={nameOf} />
      <Group>
        <Button variant="default" size="compact-sm" loading={isBusy} onClick={() => void restore()}>
          Restore into the draft
        </Button>
      </Group>
    </Stack>
  )
}
