import { Center, Loader } from '@mantine/core'
import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { PageFrame } from '../components/page-frame.tsx'
import { EmptyState, ErrorState } from '../components/states.tsx'
import { sessionQuery } from '../lib/session.ts'
import { type Filters, readFilters } from '../lib/use-filters.ts'
import { Shell } from './shell/shell.tsx'

interface RouterContext {
  queries: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, validateSearch: readFilters })

/** Pages for who is signed in; others are led to where they can be. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery)
    if (session.firstAdminNeeded) throw redirect({ to: '/first-admin' })
    if (!session.member) throw redirect({ to: '/sign-in', search: { back: location.href } })
  },
})

const within = <const Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => inside, path, component })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('../features/sign-in/sign-in-page.tsx'), 'SignInPage'),
})

const firstAdmin = createRoute({
  getParentRoute: () => root,
  path: '/first-admin',
  component: lazyRouteComponent(() => import('../features/sign-in/first-admin-page.tsx'), 'FirstAdminPage'),
})

const automations = lazyRouteComponent(() => import('../features/automations/automations-page.tsx'), 'AutomationsPage')
const deliveries = lazyRouteComponent(() => import('../features/deliveries/deliveries-page.tsx'), 'DeliveriesPage')

const routes = root.addChildren([
  signIn,
  firstAdmin,
  inside.addChildren([
    within(
      '/',
      lazyRouteComponent(() => import('../features/home/home-page.tsx'), 'HomePage'),
    ),
    within(
      '/first-run',
      lazyRouteComponent(() => import('../features/first-run/first-run-page.tsx'), 'FirstRunPage'),
    ),
    within('/automations', automations),
    within(
      '/automations/new',
      lazyRouteComponent(() => import('./editor/new-automation-page.tsx'), 'NewAutomationPage'),
    ),
    within(
      '/automations/$id',
      lazyRouteComponent(() => import('./editor/editor-page.tsx'), 'EditorPage'),
    ),
    within(
      '/campaigns',
      lazyRouteComponent(() => import('../features/campaigns/campaigns-page.tsx'), 'CampaignsPage'),
    ),
    within(
      '/campaigns/$id',
      lazyRouteComponent(() => import('../features/campaigns/campaign-page.tsx'), 'CampaignPage'),
    ),
    within(
      '/api-central',
      lazyRouteComponent(() => import('../features/api-central/api-central-page.tsx'), 'ApiCentralPage'),
    ),
    within(
      '/api-central/$id',
      lazyRouteComponent(() => import('../features/webhook/webhook-page.tsx'), 'WebhookPage'),
    ),
    within('/deliveries', deliveries),
    within('/deliveries/$id', deliveries),
    within(
      '/events',
      lazyRouteComponent(() => import('../features/events/events-page.tsx'), 'EventsPage'),
    ),
    within(
      '/events/$id',
      lazyRouteComponent(() => import('../features/events/event-page.tsx'), 'EventPage'),
    ),
    within(
      '/users',
      lazyRouteComponent(() => import('../features/users/users-page.tsx'), 'UsersPage'),
    ),
    within(
      '/users/$id',
      lazyRouteComponent(() => import('../features/users/user-page.tsx'), 'UserPage'),
    ),
    within(
      '/echo',
      lazyRouteComponent(() => import('../features/echo/echo-page.tsx'), 'EchoPage'),
    ),
    within(
      '/echo/$secret',
      lazyRouteComponent(() => import('../features/echo/echo-page.tsx'), 'EchoPage'),
    ),
    within(
      '/settings',
      lazyRouteComponent(() => import('../features/settings/settings-page.tsx'), 'SettingsPage'),
    ),
  ]),
])

/** The page's routes; each page is loaded when it is first opened. */
export function createPageRouter(queries: QueryClient) {
  return createRouter({
    routeTree: routes,
    context: { queries },
    // Texts stay texts: a user id of twenty digits is no number.
    parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
    stringifySearch: (search) => toQuery(readFilters(search)),
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: Pending,
    defaultPendingMs: 150,
    defaultErrorComponent: ({ error, reset }) => (
      <PageFrame title="This page could not be shown">
        <ErrorState what="Something went wrong on this page" error={error} onRetry={reset} />
      </PageFrame>
    ),
    defaultNotFoundComponent: () => (
      <PageFrame title="Not found">
        <EmptyState title="There is no such page">The link may be old, or a letter is missing. Ctrl+K finds what you look for.</EmptyState>
      </PageFrame>
    ),
  })
}

function toQuery(filters: Filters): string {
  const text = new URLSearchParams(
    Object.entries(filters).flatMap(([name, value = '']) => (value === '' ? [] : [[name, value]])),
  ).toString()
  return text === '' ? '' : `?${text}`
}

function Pending() {
  return (
    <Center mih={240} role="status" aria-label="Loading">
      <Loader size="sm" />
    </Center>
  )
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPageRouter>
  }
}
