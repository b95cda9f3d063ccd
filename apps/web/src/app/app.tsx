import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import './app.css'
import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { HomePage } from '../features/home/home-page.tsx'
import { theme } from './theme.ts'

const queries = new QueryClient()

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <HomePage />
      </QueryClientProvider>
    </MantineProvider>
  )
}
