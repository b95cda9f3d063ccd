import { Card, SimpleGrid, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { IconBolt, IconRoute, IconWebhook } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './way-cards.module.css'
import { type Way, ways, wayWords } from './ways.ts'

const looks: Record<Way, { icon: typeof IconBolt; color: string }> = {
  rule: { icon: IconBolt, color: 'violet' },
  journey: { icon: IconRoute, color: 'teal' },
  forward: { icon: IconWebhook, color: 'blue' },
}

/** The three ways to begin. */
export function WayCards() {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
      {ways.map((way) => {
        const { icon: Icon, color } = looks[way]
        const { title, text } = wayWords[way]
        return (
          <Card key={way} className={classes.card} renderRoot={(props) => <Link {...props} to="/first-run" search={{ way }} />}>
            <Stack gap="md">
              <ThemeIcon size={40} variant="light" color={color}>
                <Icon size={22} stroke={1.6} aria-hidden />
              </ThemeIcon>
              <Stack gap={4}>
                <Title order={2}>{title}</Title>
                <Text c="dimmed">{text}</Text>
              </Stack>
            </Stack>
          </Card>
        )
      })}
    </SimpleGrid>
  )
}
