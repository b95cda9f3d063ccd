import type { Endpoint } from '@hookline/schema'
import { Anchor, Card, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatCount } from '../../lib/format-number.ts'
import { StopRow } from './stop-row.tsx'
import { pressing } from './stop-words.ts'
import { useStoppedEndpoints } from './use-stopped-endpoints.ts'

const shownMax = 3

const flush = { radius: 0, withBorder: false, style: { borderBottom: '1px solid var(--mantine-color-default-border)' } }

interface StopBannerProps {
  /** Which endpoints the screen is about; all of them where it does not say. */
  concerns?: (endpoint: Endpoint) => boolean
  /** Names what calls an endpoint, where that is not the screen itself. */
  showsSource?: boolean
  /** From edge to edge, without a frame. */
  isFlush?: boolean
}

/** Endpoints of this screen that are paused or left alone, with what they hold and the way to let it go on; nothing for most. */
export function StopBanner({ concerns = () => true, showsSource = true, isFlush = false }: StopBannerProps) {
  const stopped = pressing(useStoppedEndpoints().filter(concerns))
  if (stopped.length === 0) return null
  const rest = stopped.length - shownMax
  return (
    <Card padding="md" {...(isFlush && flush)} flex="none" component="section" aria-label="Endpoints that are stopped">
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {stopped.slice(0, shownMax).map((endpoint) => (
          <StopRow key={endpoint.id} endpoint={endpoint} showsSource={showsSource} />
        ))}
      </Stack>
      {rest > 0 && (
        <Text size="sm" mt="sm" pl={28}>
          And {formatCount(rest)} more: see{' '}
          <Anchor inherit underline="always" renderRoot={(props) => <Link {...props} to="/" search={{}} />}>
            Home
          </Anchor>
          .
        </Text>
      )}
    </Card>
  )
}
