import type { EchoBucket } from '@hookline/schema'
import { NavLink, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '../../components/relative-time.tsx'
import { seenText } from '../../components/seen-text.ts'

/** All buckets, the newest first. */
export function BucketList({ buckets, chosen }: { buckets: readonly EchoBucket[]; chosen: string | undefined }) {
  return (
    <nav aria-label="Buckets">
      {buckets.map(({ secret, name, lastUsedAt, answer }) => (
        <NavLink
          key={secret}
          component={Link}
          to="/echo/$secret"
          params={{ secret } as never}
          active={secret === chosen}
          variant="light"
          px={12}
          py={6}
          style={{ borderRadius: 8 }}
          styles={{ body: { minWidth: 0 }, description: { opacity: 1 } }}
          label={
            <Text inherit truncate title={seenText(name)}>
              {seenText(name)}
            </Text>
          }
          description={
            <Text component="span" size="sm" c={secret === chosen ? 'var(--mantine-color-text)' : 'dimmed'} truncate display="block">
              {answer.status === 200 ? '' : `answers ${answer.status} · `}
              {lastUsedAt === null ? 'not used yet' : <RelativeTime time={lastUsedAt} />}
            </Text>
          }
        />
      ))}
    </nav>
  )
}
