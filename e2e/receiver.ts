import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Receiver {
  url: string
  host: string
  stop: () => void
}

const hostilePage = '<script>window.__x=1</script> why it failed'

/** A receiver that answers with the status that its path names, and with a page that would like to run or another body. */
export async function startReceiver(bodyOf: (path: string) => string | Buffer = () => hostilePage): Promise<Receiver> {
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      response.writeHead(Number(request.url?.slice(1, 4)) || 200, {
        'content-type': 'text/html',
        'x-hostile': '<img src=x onerror=window.__x=1>',
      })
      response.end(bodyOf(request.url ?? '/'))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url: `http://${host}`, host, stop: () => server.close() }
}
