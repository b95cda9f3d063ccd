import { useMember } from '../../lib/session.ts'

/** Whether the one who is signed in may change what holds for the whole workspace. The server decides; this only saves a try. */
export function useIsAdmin(): boolean {
  return useMember()?.role === 'admin'
}
