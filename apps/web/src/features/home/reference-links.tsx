import { Anchor, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { fetchReadiness } from '../../lib/readiness.ts'

const links = [
  { href: '/docs', title: 'API reference' },
  { href: '/openapi.json', title: 'OpenAPI document' },
  { href: '/metrics', title: 'Metrics' },
]

/** The way to what developers and their tools read. */
export function ReferenceLinks() {
  const { data } = useQuery({ queryKey: ['readiness'], queryFn: fetchReadiness, retry: false })
  return (
    <Group component="footer" justify="space-between" gap="md" pt="sm">
      <Group component="nav" aria-label="For developers" gap="md">
        <Text size="sm" c="dimmed">
          For developers
        </Text>
        {links.map(({ href, title }) => (
          <Anchor key={href} href={href} size="sm">
            {title}
          </Anchor>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {data ? `Version ${data.version}` : ' '}
      </Text>
    </Group>
  )
}
