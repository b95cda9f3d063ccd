import type { EndpointStop } from '@hookline/schema'

/** What stops an endpoint, as the beginning of a sentence that a time ends; null where nothing does. */
export function stopSentence({ paused, breaker }: EndpointStop, host: string): string | null {
  if (paused) return `${pauseWords(paused, host)}:`
  if (breaker === 'open') return `${host} mostly fails and is left alone. It is tried again`
  if (breaker === 'probing') return `${host} is tried with one call at a time; three good answers in a row, and what is held leaves.`
  if (breaker === 'draining') return `${host} answers again. What was held leaves, more each second.`
  return null
}

function pauseWords({ reason, by }: NonNullable<EndpointStop['paused']>, host: string): string {
  if (reason === 'gone') return `Paused, because ${host} answered 410 Gone`
  if (reason === 'asked') return `Paused, because ${host} asked for no more calls`
  if (reason === 'no-success') return `Paused, because ${host} accepted nothing for five days`
  return by === null ? 'Paused' : `Paused by ${by}`
}
