import { Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { formatAhead, formatExact, formatRelative } from '../lib/format-time.ts'
import { tip } from './tip/tip.ts'

const tickMs = 10_000
let now = Date.now()
const listeners = new Set<() => void>()
setInterval(() => {
  now = Date.now()
  for (const listener of listeners) listener()
}, tickMs)

function subscribe(listener: () => void): () => void {
  now = Date.now()
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The time, a few times a minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}

interface RelativeTimeProps {
  time: string
  /** It is still to come: "in 5 min". */
  isAhead?: boolean
  dimmed?: boolean
}

/** "2 min ago", with the exact time on hover; it grows older on the screen. */
export function RelativeTime({ time, isAhead = false, dimmed = false }: RelativeTimeProps) {
  const nowMs = useNow()
  return (
    <Text
      component="time"
      dateTime={time}
      inherit
      span
      {...tip(formatExact(time))}
      {...(dimmed && { c: 'dimmed' })}
      style={{ whiteSpace: 'nowrap' }}
    >
      {isAhead ? formatAhead(time, nowMs) : formatRelative(time, nowMs)}
    </Text>
  )
}
