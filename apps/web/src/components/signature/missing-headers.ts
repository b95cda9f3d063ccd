/** Headers of the scheme that a request lacks; a request without a signature is none that is signed. */
export function missingSignatureHeaders(headers: Readonly<Record<string, string>>): string[] {
  return ['webhook-id', 'webhook-timestamp', 'webhook-signature'].filter((name) => !headers[name])
}
