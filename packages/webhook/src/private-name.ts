// Names that lead into a private network whatever DNS says: RFC 6761, 6762, 7686, 8375, ICANN's .internal, and what
// routers, Docker, Kubernetes and clouds use.
const privateSuffixes = [
  ...['localhost', 'localdomain', 'local', 'internal', 'intranet', 'private', 'corp', 'lan', 'home', 'home.arpa', 'mail'],
  ...['svc', 'consul', 'docker', 'workgroup', 'onion', 'metadata.goog'],
]

/**
 * Tells by its name alone, before DNS, whether a host is a private one.
 * In: a host name in lower case, without a dot at its end. A name of a single label (`postgres`) is always private.
 */
export function isPrivateName(hostname: string): boolean {
  return !hostname.includes('.') || privateSuffixes.some((suffix) => hostname === suffix || hostname.endsWith(`.${suffix}`))
}
