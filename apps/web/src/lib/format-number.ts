const whole = new Intl.NumberFormat('en')
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** "1,204". */
export function formatCount(count: number): string {
  return whole.format(count)
}

/** "1.2K", where there is little room. */
export function formatCompact(count: number): string {
  return compact.format(count)
}

/** A share of 1 as "98.2 %"; nothing is called 100 % that is not. */
export function formatShare(share: number): string {
  const percent = Math.floor(share * 1000) / 10
  return `${Number.isInteger(percent) ? percent : percent.toFixed(1)} %`
}

/** Milliseconds as "12 ms" or "1.4 s". */
export function formatMs(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`
}

/** Bytes as "312 B", "4.1 kB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}
