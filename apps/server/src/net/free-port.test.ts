import net from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from './free-port.ts'

// What Linux and macOS give to outgoing connections begins there or above.
const outgoingFrom = 32_768

test('a free port can be bound, and no outgoing connection takes it meanwhile', async () => {
  for (let n = 0; n < 20; n++) {
    const port = await freePort()
    expect(port).toBeLessThan(outgoingFrom)
    const server = net.createServer()
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
  }
})
