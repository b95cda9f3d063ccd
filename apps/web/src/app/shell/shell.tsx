import { AppShell, Group, NavLink, ScrollArea, Text, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useLive } from '../../lib/live.ts'
import { AccountMenu, SchemeButton } from './account-menu.tsx'
import { HealthDot } from './health-dot.tsx'
import { Jump } from './jump.tsx'
import { places } from './navigation.ts'
import classes from './shell.module.css'
import { SwitchBanner } from './switch-banner.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** The bar, the head, and the page of the moment. */
export function Shell() {
  useLive()
  useShortcuts()
  const isNarrow = useMediaQuery('(max-width: 1099px)', false, { getInitialValueInEffect: false })
  return (
    <AppShell header={{ height: 52 }} navbar={{ width: isNarrow ? 56 : 184, breakpoint: 0 }} padding={0} layout="alt">
      <a href="#main" className={classes.skip}>
        Go to the content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="md">
          <Jump />
          <Group gap="sm" wrap="nowrap">
            <HealthDot />
            <SchemeButton />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <Group h={52} px={isNarrow ? 16 : 'md'} gap="sm" wrap="nowrap">
          <img src="/icon.svg" width="24" height="24" alt="" />
          {!isNarrow && (
            <Text fw={600} size="lg">
              Hookline
            </Text>
          )}
        </Group>
        <ScrollArea flex={1}>
          <Places isNarrow={isNarrow} />
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main className={classes.main} id="main" tabIndex={-1}>
        <SwitchBanner />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  )
}

function Places({ isNarrow }: { isNarrow: boolean }) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  return (
    <nav aria-label="Main">
      {places.map(({ to, label, icon: Icon }) => (
        <Tooltip key={to} label={label} position="right" disabled={!isNarrow}>
          <NavLink
            component={Link}
            to={to}
            label={isNarrow ? undefined : label}
            aria-label={label}
            leftSection={<Icon size={18} stroke={1.6} aria-hidden />}
            active={to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`)}
            px={isNarrow ? 18 : 'md'}
            h={40}
          />
        </Tooltip>
      ))}
    </nav>
  )
}
