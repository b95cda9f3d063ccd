import { afterAll } from 'vitest'
import { startTestHookline, type TestHookline, type TestOptions } from './hookline.ts'
import { type Receiver, startReceiver } from './receiver.ts'

// What a whole test file uses: `const receiver = await useReceiver()`, then `const app = await useHookline()`. They are
// stopped after its last test, the latest first.

export async function useHookline(options?: TestOptions): Promise<TestHookline> {
  const app = await startTestHookline(options)
  afterAll(() => app.stop())
  return app
}

export async function useReceiver(...answer: Parameters<typeof startReceiver>): Promise<Receiver> {
  const receiver = await startReceiver(...answer)
  afterAll(() => receiver.close())
  return receiver
}
