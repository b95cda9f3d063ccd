/** One call of the public API ("POST /v1/events") with a key of the product; the answer, whatever it is. */
export function call({ url, apiKey }: { url: string; apiKey: string }, route: string, body?: object): Promise<Response> {
  const [method = '', path = ''] = route.split(' ')
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  return fetch(`${url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}
