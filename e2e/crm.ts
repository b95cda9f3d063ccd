import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Crm {
  url: string
  received: { headers: http.IncomingHttpHeaders; body: string }[]
  stop: () => void
}

/** A CRM that accepts only who brings its token. */
export async function startCrm(): Promise<Crm> {
  const received: Crm['received'] = []
  const server = http.createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      const isKnown = request.headers.authorization === 'Bearer crm-token'
      response.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' })
      response.end(JSON.stringify(isKnown ? { stored: true } : { error: 'who are you' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, stop: () => server.close() }
}
