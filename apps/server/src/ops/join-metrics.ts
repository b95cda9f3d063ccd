import { AggregatorRegistry, type Registry } from 'prom-client'

/** What one of several processes measures, and which of them it is: 1 to n, the same number for one that takes its place. */
export interface ProcessMetrics {
  process: number
  metrics: Awaited<ReturnType<Registry['getMetricsAsJSON']>>
}

/**
 * The metrics of several processes as one text: each series gets the label `process`. They are not added up here: a sum
 * falls when a process ends, which rates take for a start from nothing, and one event loop that hangs is lost in a mean.
 */
export function joinMetrics(all: readonly ProcessMetrics[]): Promise<string> {
  const labelled = all.map(({ process, metrics }) =>
    metrics.map((metric) => ({
      ...metric,
      aggregator: 'first' as const,
      values: metric.values.map((value) => withProcess(value, process)),
    })),
  )
  return AggregatorRegistry.aggregate(labelled).metrics()
}

function withProcess<Value extends { labels: object }>(value: Value, process: number): Value {
  return { ...value, labels: { process: String(process), ...value.labels } }
}
