import { readFileSync } from 'node:fs'
import type { AddressInfo, Server } from 'node:net'

export interface Vector {
  class: string
  where: string
  value: string
  expect: string
}

const all = JSON.parse(readFileSync(new URL('../../vectors/refused-inputs.json', import.meta.url), 'utf8')) as Vector[]

/** The inputs of the classes wanted. Throws where there is none, so that nothing passes by not being there. */
export function vectorsOf(isWanted: (name: string) => boolean): Vector[] {
  const found = all.filter((vector) => isWanted(vector.class))
  if (found.length === 0) throw new Error('vectors/refused-inputs.json has no such input')
  return found
}

/** Listens on a port, any free one by default. Out: the port. */
export function listen(server: Server, host: string, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ port, host, backlog: 1024 }, () => resolve((server.address() as AddressInfo).port))
  })
}
