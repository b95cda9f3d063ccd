// Loaded into the product before its own code (--import): a name server of our own for names that end in .test, and a
// note of every address that a connection is tried to. Nothing else of the product is touched. The notes go into the file
// that FAULTS_NETWORK names.
import { subscribe } from 'node:diagnostics_channel'
import dns, { type LookupAddress } from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import type { Socket } from 'node:net'
import { answersOf, isOurs } from './name-server.ts'

const file = process.env.FAULTS_NETWORK ?? ''
const system = dns.lookup
const asked = new Map<string, number>()

const note = (kind: 'lookup' | 'connection', what: string) => appendFileSync(file, `${kind} ${what}\n`)

type Callback = (error: Error | null, addresses: LookupAddress[]) => void

function lookup(name: string, options: object, callback: Callback): void {
  if (!isOurs(name)) {
    system(name, { ...options, all: true }, callback)
    return
  }
  const count = (asked.get(name) ?? 0) + 1
  asked.set(name, count)
  const answer = answersOf(name, count)
  note('lookup', `${name} ${answer === 'failure' || answer === 'silence' ? answer : answer.length}`)
  if (answer === 'silence') return
  if (answer === 'failure') setImmediate(callback, Object.assign(new Error(`getaddrinfo EAI_AGAIN ${name}`), { code: 'EAI_AGAIN' }), [])
  else
    setImmediate(
      callback,
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
}

Object.assign(dns, { lookup })
syncBuiltinESMExports()

subscribe('net.client.socket', (message) => {
  const { socket } = message as { socket: Socket }
  socket.on('connectionAttempt', (address: string, port: number) => note('connection', `${address} ${port}`))
})
