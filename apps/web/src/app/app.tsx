import '@fontsource-variable/inter'
import '@fontsource-variable/jetbrains-mono'
import '@mantine/core/styles.css'
import './app.css'
import { MantineProvider } from '@mantine/core'
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ApiError } from '../lib/api.ts'
import { sessionQuery } from '../lib/session.ts'
import { Notices } from './notices/notices.tsx'
import { createPageRouter } from './router.tsx'
import { cssVariablesResolver, theme } from './theme.ts'

const retriesMax = 2

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      // What the server refused it refuses again; only silence and its own troubles are worth another try.
      retry: (count, error) => count < retriesMax && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: true,
      staleTime: 5000,
    },
  },
  // The session has ended elsewhere: whoever sits here is asked to sign in, and comes back to this page.
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof ApiError && error.status === 401) {
        void queries.invalidateQueries({ queryKey: sessionQuery.queryKey }).then(() => router.invalidate())
      }
    },
  }),
})

const router = createPageRouter(queries)

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
      <Notices />
    </MantineProvider>
  )
}
