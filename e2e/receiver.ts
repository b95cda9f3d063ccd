import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  path: string
  /** The `webhook-id`: the message. */
  id: string
  body: string
}

export interface Receiver {
  url: string
  host: string
  /** Everything that came, the oldest first. */
  received: Received[]
  stop: () => void
}

interface Answers {
  /** The status that is answered; by default the one that the path names. */
  statusOf?: (path: string) => number
  /** The body that is answered; by default a page that would like to run. */
  bodyOf?: (path: string) => string | Buffer
}

const hostilePage = '<script>window.__x=1</script> why it failed'
const statusInPath = (path: string) => Number(path.slice(1, 4)) || 200

/** A receiver that keeps what came, and answers as it is told. */
export async function startReceiver({ statusOf = statusInPath, bodyOf = () => hostilePage }: Answers = {}): Promise<Receiver> {
  const received: Received[] = []
  const server = http.createServer((request, response) => {
    const path = request.url ?? ''
    let body = ''
    request.setEncoding('utf8').on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      received.push({ path, id: String(request.headers['webhook-id']), body })
      response.writeHead(statusOf(path), {
        'content-type': 'text/html',
        'x-hostile': '<img src=x onerror=window.__x=1>',
      })
      response.end(bodyOf(path))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, received, stop: () => server.close() }
}
