import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { call } from './api.ts'
import { notifyFailed } from './notify.ts'

export interface Member {
  id: string
  email: string
  name: string
  role: 'admin' | 'marketer' | 'viewer'
}

export interface Session {
  member: Member | null
  firstAdminNeeded: boolean
  /** The first admin must give the token that was printed at the start. */
  tokenNeeded: boolean
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call<Session>('GET', '/v1/session', { signal }),
  staleTime: 60_000,
})

/** Who is signed in; null while that is not known. */
export function useMember(): Member | null {
  return useQuery(sessionQuery).data?.member ?? null
}

/** Ends the session and forgets everything that was read in it. A page that asks before it is left is left first, or nothing happens. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    await router.navigate({ to: '/' })
    if (router.state.location.pathname !== '/') return
    try {
      await call('DELETE', '/v1/session')
    } catch (error) {
      notifyFailed('You could not be signed out', error)
      return
    }
    client.clear()
    window.location.assign('/sign-in')
  }
}
