import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import { ServiceError } from '../service-error.ts'
import type { HttpEnv } from './app-env.ts'

/** Bytes that a request's body will have, as far as it says; `bytesMax` where it does not. */
export function bytesExpected(c: Context<HttpEnv>, bytesMax: number): number {
  const { headers } = c.env.incoming
  if (headers['transfer-encoding'] !== undefined) return bytesMax
  return Math.min(Number(headers['content-length'] ?? 0), bytesMax)
}

/** Reads a request's body, at most `bytesMax` of it: 413 as soon as there is more. */
export function readBody(c: Context<HttpEnv>, bytesMax: number): Promise<Buffer> {
  const incoming: IncomingMessage = c.env.incoming
  if (Number(incoming.headers['content-length'] ?? 0) > bytesMax) return Promise.reject(tooLarge(bytesMax))
  if (incoming.destroyed) return Promise.reject(incomplete())
  // By events: an iterator over the stream costs several times as much, for each of thousands of calls a second.
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const leave = () => void incoming.off('data', take).off('end', end).off('error', broken).off('close', broken)
    const take = (chunk: Buffer) => {
      size += chunk.length
      chunks.push(chunk)
      if (size <= bytesMax) return
      leave()
      incoming.pause()
      reject(tooLarge(bytesMax))
    }
    const end = () => {
      leave()
      const [only] = chunks
      resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks))
    }
    const broken = () => {
      leave()
      reject(incomplete())
    }
    incoming.on('data', take).on('end', end).on('error', broken).on('close', broken)
  })
}

/** A caller that goes away is no failure of ours, nor of the database: nobody reads this answer. */
function incomplete(): ServiceError {
  return new ServiceError(400, 'Incomplete request', 'The connection ended before the body did.')
}

function tooLarge(bytesMax: number): ServiceError {
  return new ServiceError(413, 'Too large', `The body is larger than ${bytesMax} bytes. Send it in smaller parts.`)
}

/** Refuses a body that is not JSON in UTF-8 as it is: another type, charset or encoding. */
export function requireJson(c: Context): void {
  const encoding = c.req.header('content-encoding')
  if (encoding !== undefined && encoding !== 'identity') {
    throw new ServiceError(415, 'Unsupported encoding', `The body is encoded as "${encoding.slice(0, 50)}". Send it uncompressed.`)
  }
  const type = c.req.header('content-type') ?? ''
  const [media = '', ...parameters] = type.toLowerCase().split(';')
  if (media.trim() !== 'application/json') {
    throw new ServiceError(415, 'Unsupported media type', 'Send the body as JSON with the header "content-type: application/json".')
  }
  const charset = parameters.map((parameter) => parameter.trim()).find((parameter) => parameter.startsWith('charset='))
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) {
    throw new ServiceError(415, 'Unsupported charset', 'JSON is sent in UTF-8: leave the charset out.')
  }
}
