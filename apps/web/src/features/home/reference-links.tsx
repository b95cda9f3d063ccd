import { Anchor, Card, SimpleGrid, Text } from '@mantine/core'

const links = [
  { href: '/docs', title: 'API reference', text: 'Every call, with its fields and errors.' },
  { href: '/openapi.json', title: 'OpenAPI document', text: 'The same for machines, in version 3.1.' },
  { href: '/metrics', title: 'Metrics', text: 'Counters and durations for Prometheus.' },
]

export function ReferenceLinks() {
  return (
    <SimpleGrid component="nav" aria-label="Reference" cols={{ base: 1, sm: 3 }} spacing="md">
      {links.map(({ href, title, text }) => (
        <Card key={href} padding="md">
          <Anchor href={href} fw={500}>
            {title}
          </Anchor>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  )
}
