import { Text } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { formatExact, formatRelative } from '../lib/format-time.ts'
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

/** "2 min ago", with the exact time on hover; it grows older on the screen. */
export function RelativeTime({ time, dimmed = false }: { time: string; dimmed?: boolean }) {
  const nowMs = useSyncExternalStore(subscribe, () => now)
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
      {formatRelative(time, nowMs)}
    </Text>
  )
}
