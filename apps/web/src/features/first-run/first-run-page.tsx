import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { PageFrame } from '../../components/page-frame.tsx'
import { useFilters } from '../../lib/use-filters.ts'
import { WayCards } from './way-cards.tsx'
import { WayPage } from './way-page.tsx'
import { wayOf } from './ways.ts'

/** From nothing to a call that arrived: three ways, each through a real thing. */
export function FirstRunPage() {
  const [{ way }] = useFilters()
  const chosen = wayOf(way)
  if (chosen) return <WayPage key={chosen} way={chosen} />
  return (
    <PageFrame
      title="What do you want to do?"
      description="Each way makes a real thing and shows the call arrive, in a minute or two. You can leave at any point: what was made stays in its list, and you come back to where you were."
    >
      <WayCards />
      <Text c="dimmed">
        Not now?{' '}
        <Anchor underline="always" renderRoot={(props) => <Link {...props} to="/" search={{}} />}>
          Go to Home
        </Anchor>
      </Text>
    </PageFrame>
  )
}
