/** Echo is open to whoever knows a secret, so everything about it is bounded (api.md › echo). */
export const echoBucketsMax = 1000
export const echoRequestBytesMax = 256 * 1024
/** What a bucket shows; older requests are deleted once there are `echoTrimAfter` more. */
export const echoRequestsShown = 100
export const echoTrimAfter = 20

/** Requests a second, going on; a burst may have as many at once as are listed second. */
export const echoRates = {
  bucket: { perSecond: 200, burst: 400 },
  overall: { perSecond: 1000, burst: 2000 },
} as const

/** Bytes of requests that are being read or stored at one time. */
export const echoBytesInHandMax = 64 * 1024 * 1024
/** Answers that wait for their bucket's `delayMs` at one time. */
export const echoDelayedMax = 1000
