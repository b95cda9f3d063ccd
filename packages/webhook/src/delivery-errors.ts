/** What is known of one error of a delivery: what happened, what to do, and whether another try can help. */
export interface DeliveryError {
  message: string
  fix: string
  retried: boolean
}

/**
 * Every way in which a delivery can fail, one word each, told to the person who looks at the history.
 * Everything is retried but a refused address, 410, and what was never sent (api.md › Delivery policy).
 */
export const deliveryErrors = {
  timeout: {
    message: 'The receiver did not finish its answer in the time allowed.',
    fix: 'Ask the receiver to answer first and work afterwards, or allow more time in the delivery settings.',
    retried: true,
  },
  'too-slow-body': {
    message: 'The receiver began to answer but did not finish in the time allowed.',
    fix: 'Ask the receiver to send a short answer at once, or allow more time in the delivery settings.',
    retried: true,
  },
  dns: {
    message: 'The host name in the URL could not be found.',
    fix: 'Check the spelling of the host name, and that it exists in public DNS.',
    retried: true,
  },
  connect: {
    message: 'The receiver did not accept a connection.',
    fix: 'Check the port in the URL, and that the receiver is running and lets calls from here through its firewall.',
    retried: true,
  },
  reset: {
    message: 'The receiver closed the connection before it had answered.',
    fix: 'Look into the receiver’s own log at this time: it, or a proxy before it, gave up on the request.',
    retried: true,
  },
  tls: {
    message: 'A secure connection could not be made; nothing was sent.',
    fix: 'Ask the receiver to renew or repair its certificate: it must be valid, trusted and made out to this host name.',
    retried: true,
  },
  status: {
    message: 'The receiver answered, but not with success.',
    fix: 'Read its answer below: the body usually says what it did not like.',
    retried: true,
  },
  redirect: {
    message: 'The receiver pointed to another URL, and redirects are never followed.',
    fix: 'Put the final URL into the webhook; the answer’s Location header names it.',
    retried: true,
  },
  gone: {
    message: 'The receiver answered 410 Gone: it wants no more calls to this URL, and its endpoint is paused.',
    fix: 'Ask the receiver for its new URL and put it in, or resume the endpoint if it was a mistake.',
    retried: false,
  },
  aborted: {
    message: 'The receiver asked not to be sent this message again (webhook-delivery: abort-message).',
    fix: 'Nothing need be done. If it should have been taken, ask the receiver why, then resend it.',
    retried: false,
  },
  disabled: {
    message: 'The receiver asked for no more calls (webhook-delivery: disable); its endpoint is paused.',
    fix: 'Ask the receiver why. Resume the endpoint when it wants calls again, then resend this delivery.',
    retried: false,
  },
  'blocked-address': {
    message: 'The URL leads to an address inside a private network, which may not be called.',
    fix: 'Use a public URL. If this private one is meant, the operator adds its host to HOOKLINE_ALLOW_HOSTS.',
    retried: false,
  },
  protocol: {
    message: 'What the receiver answered is not valid HTTP.',
    fix: 'Check that URL and port belong to a web server, and http or https as the server expects.',
    retried: true,
  },
  'headers-too-large': {
    message: 'The headers of the answer are larger than 16 KiB.',
    fix: 'Ask the receiver to send fewer or shorter headers; cookies are the usual cause.',
    retried: true,
  },
  'invalid-body': {
    message: 'The body could not be made from the template, so nothing was sent.',
    fix: 'Correct the body template, then resend this delivery with "render again".',
    retried: false,
  },
  'invalid-header': {
    message: 'A header came out with characters that no header may hold, so nothing was sent.',
    fix: 'Correct the header’s template, then resend this delivery with "render again".',
    retried: false,
  },
  'invalid-url': {
    message: 'The URL did not come out as a valid URL, so nothing was sent.',
    fix: 'Correct the URL template, then resend this delivery with "render again".',
    retried: false,
  },
  'render-limit': {
    message: 'The request came out larger than allowed, so nothing was sent.',
    fix: 'Send fewer fields, or limit the lists that the template repeats over.',
    retried: false,
  },
} as const satisfies Record<string, DeliveryError>

export type DeliveryErrorCode = keyof typeof deliveryErrors
