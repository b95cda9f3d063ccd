import { useQuery } from '@tanstack/react-query'
import { fetchReadiness } from './readiness.ts'

/** The address under which the world reaches this Hookline; the page's own until the server has told. */
export function usePublicUrl(): string {
  const { data } = useQuery({ queryKey: ['readiness'], queryFn: fetchReadiness, retry: false, staleTime: 5000 })
  return data?.publicUrl ?? window.location.origin
}
