import { Button, Group } from '@mantine/core'

interface LoadMoreProps {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
  label?: string
}

/** The way to older rows of a list. */
export function LoadMore({ hasNextPage, isFetchingNextPage, fetchNextPage, label = 'Show more' }: LoadMoreProps) {
  if (!hasNextPage) return null
  return (
    <Group justify="center" py="sm">
      <Button variant="default" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {label}
      </Button>
    </Group>
  )
}
