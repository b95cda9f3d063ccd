/** When the process that answered began, out of its metrics (Prometheus text), as ISO 8601; null where they do not tell. */
export function startedAt(metrics: string): string | null {
  const [, seconds] = /^\w*process_start_time_seconds(?:\{[^}]*\})? ([\d.eE+]+)$/m.exec(metrics) ?? []
  const time = new Date(Number(seconds) * 1000)
  return seconds === undefined || Number.isNaN(time.getTime()) ? null : time.toISOString()
}
