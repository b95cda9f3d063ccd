import { afterAll, expect, test } from 'vitest'
import { startTestHookline } from '../../testing/hookline.ts'

const app = await startTestHookline()
afterAll(() => app.stop())

test('the metrics begin with the one that matters most: the age of the queue', async () => {
  const { text } = await app.api('GET', '/metrics', undefined, { key: null })
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  expect(names.slice(0, 2)).toEqual(['hookline_queue_oldest_due_seconds', 'hookline_queue_deliveries'])
  expect(text).toMatch(/^hookline_calls_in_flight 0$/m)
})
