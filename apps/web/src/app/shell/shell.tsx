import { Group, NavLink, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { tip } from '../../components/tip/tip.ts'
import { Tips } from '../../components/tip/tips.tsx'
import { useLive } from '../../lib/live.ts'
import { AccountMenu, SchemeButton } from './account-menu.tsx'
import { HealthDot } from './health-dot.tsx'
import { Jump } from './jump.tsx'
import { places } from './navigation.ts'
import classes from './shell.module.css'
import { SwitchBanner } from './switch-banner.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { useStopNotices } from './use-stop-notices.ts'

/** The bar, the head, and the page of the moment. */
export function Shell() {
  useLive()
  useShortcuts()
  useStopNotices()
  return (
    <div className={classes.shell}>
      <a href="#main" className={classes.skip}>
        Go to the content
      </a>
      <header className={classes.head}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="md">
          <Jump />
          <Group gap="sm" wrap="nowrap">
            <HealthDot />
            <SchemeButton />
            <AccountMenu />
          </Group>
        </Group>
      </header>
      <Bar />
      <main className={classes.main} id="main" tabIndex={-1}>
        <SwitchBanner />
        <Outlet />
      </main>
      <Tips />
    </div>
  )
}

/** The places there are; on a narrow window their pictures alone. */
function Bar() {
  const isNarrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false })
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <nav aria-label="Main" className={classes.bar}>
      <Group h={52} px={isNarrow ? 16 : 'md'} gap="sm" wrap="nowrap">
        <img src="/icon.svg" width="24" height="24" alt="" />
        {!isNarrow && (
          <Text fw={600} size="lg">
            Hookline
          </Text>
        )}
      </Group>
      {places.map(({ to, label, icon: Icon }) => (
        <NavLink
          key={to}
          component={Link}
          to={to}
          label={isNarrow ? undefined : label}
          aria-label={label}
          leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
          active={to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)}
          px={isNarrow ? 18 : 'md'}
          h={40}
          {...tip(isNarrow ? label : null, 'right')}
        />
      ))}
    </nav>
  )
}
