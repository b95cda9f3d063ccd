// The receiver, in a process of its own, so that what it sees is not delayed by what sends events. Each of its ports is
// an origin of its own. It remembers of every call whose it was, whether a repeat is the same, and when it came.
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer, Question, Seen } from './receiver.ts'

interface Place {
  server: Server
  answer: Answer
  active: number
}

const places: Place[] = []
const seen = new Map<string, Seen & { digest: string }>()
let calls = 0
let latencies: [place: number, ms: number][] = []
let activity: [place: number, at: number, active: number][] = []

const now = () => performance.timeOrigin + performance.now()

function open(place: number): Promise<number> {
  const server = createServer((req, res) => take({ req, res, place }))
  server.keepAliveTimeout = 60_000
  places.push({ server, answer: { status: 200, afterMs: 0 }, active: 0 })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', 1024, () => resolve((server.address() as AddressInfo).port)))
}

function take({ req, res, place }: { req: IncomingMessage; res: ServerResponse; place: number }): void {
  const here = places[place]
  if (!here) return
  const at = now()
  activity.push([place, at, ++here.active])
  res.once('close', () => here.active--)
  const chunks: Buffer[] = []
  req.on('data', (chunk: Buffer) => chunks.push(chunk))
  req.on('end', () => {
    note({ body: Buffer.concat(chunks), messageId: String(req.headers['webhook-id']), place, at })
    const { status, afterMs } = here.answer
    if (status === null) return
    if (afterMs === 0) res.writeHead(status).end('ok')
    else setTimeout(() => res.writeHead(status).end('ok'), afterMs)
  })
}

function note({ body, messageId, place, at }: { body: Buffer; messageId: string; place: number; at: number }): void {
  const { id, at: sentAt } = JSON.parse(body.toString()) as { id: string; at: number }
  const digest = createHash('sha256').update(messageId).update(body).digest('base64')
  const before = seen.get(id)
  calls++
  latencies.push([place, at - sentAt])
  if (!before) seen.set(id, { times: 1, hasChanged: false, digest })
  else seen.set(id, { times: before.times + 1, hasChanged: before.hasChanged || before.digest !== digest, digest })
}

async function reply(question: Question): Promise<unknown> {
  switch (question.ask) {
    case 'open': {
      const ports: number[] = []
      for (let index = 0; index < question.count; index++) ports.push(await open(index))
      return ports
    }
    case 'answer':
      for (const [index, place] of places.entries()) if (question.place === null || question.place === index) place.answer = question.answer
      return null
    case 'calls':
      return calls
    case 'seen':
      return [...seen].map(([id, { times, hasChanged }]) => [id, { times, hasChanged }])
    case 'latencies': {
      const taken = latencies
      latencies = []
      return taken
    }
    case 'activity': {
      const taken = activity
      activity = []
      return taken
    }
  }
}

process.on('message', async ({ number, question }: { number: number; question: Question }) => {
  process.send?.({ number, reply: await reply(question) })
})
process.on('disconnect', () => process.exit(0))
