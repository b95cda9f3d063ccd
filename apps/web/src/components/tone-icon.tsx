type Tone = 'good' | 'waiting' | 'bad' | 'off'

const drawings: Record<Tone, { color: string; path: string }> = {
  good: { color: 'light-dark(#2b8a3e, #51cf66)', path: 'M5 8.200l2.200 2.300L11.200 6' },
  waiting: { color: 'light-dark(#b35c00, #ffc078)', path: 'M8 4.500V8l2.500 1.800' },
  bad: { color: 'light-dark(#c92a2a, #ff8787)', path: 'M8 4.300v4.500M8 11.300v.2' },
  off: { color: 'light-dark(#59616b, #9aa2ab)', path: 'M5 8h6' },
}

/** Says by shape and colour how something is; a word always stands beside it. */
export function ToneIcon({ tone }: { tone: Tone }) {
  const { color, path } = drawings[tone]
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" style={{ color, flex: 'none' }}>
      <circle cx="8" cy="8" r="7" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
