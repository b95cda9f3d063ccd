import { useEffect, useState } from 'react'

const minuteMs = 60_000
const thisMinute = () => Math.floor(Date.now() / minuteMs) * minuteMs

/** The time, to the minute: a span that ends now is asked for once a minute and not at every drawing. */
export function useMinute(): number {
  const [minute, setMinute] = useState(thisMinute)
  useEffect(() => {
    const timer = setInterval(() => setMinute(thisMinute()), 5000)
    return () => clearInterval(timer)
  }, [])
  return minute
}
