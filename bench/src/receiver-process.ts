// The bare receiver, in a process of its own: counts requests, and notes when each one came if it is asked to.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

let count = 0
/** What every call is answered with. */
let status = 200
let arrivals: [string, number][] | null = null

const server = createServer((req, res) => {
  if (arrivals === null) {
    req.resume()
    req.on('end', () => {
      count++
      res.writeHead(status).end('ok')
    })
    return
  }
  const at = performance.timeOrigin + performance.now()
  let body = ''
  req.setEncoding('utf8')
  req.on('data', (chunk: string) => {
    body += chunk
  })
  req.on('end', () => {
    arrivals?.push([(JSON.parse(body) as { id: string }).id, at])
    count++
    res.writeHead(status).end('ok')
  })
})

server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
process.on('message', (message) => {
  if (typeof message === 'number') {
    status = message
    process.send?.({ count })
  } else if (message === 'arrivals') {
    process.send?.({ arrivals })
    arrivals = []
  } else process.send?.({ count })
})
process.on('disconnect', () => process.exit(0))
