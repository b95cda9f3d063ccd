import { afterAll, expect, test } from 'vitest'
import { startTestHookline } from '../testing/hookline.ts'

const app = await startTestHookline()
afterAll(() => app.stop())

const texts = [
  ...['\0', '\n', '\u2028', '\ud7ff', ' ', '..', "'", '"', '\\', '%', '-1', '1e400', 'x'.repeat(300), '😀', 'a/b', '{{x}}'],
  ...['0000-01-01T00:00:00.000Z', '+010000-01-01T00:00:00.000Z', '1', 'infinity', '2026-02-30T00:00:00.000Z'],
  ...['00000000-0000-0000-0000-000000000000', ...['aut', 'whk', 'dlv', 'run', 'key', 'evt'].map((prefix) => `${prefix}_${'0'.repeat(32)}`)],
]
const rawParams = ['%', '%ff', '%ED%A0%80', '%C0%80', '%00%', '%2e%2e']
const params = [...texts.map(encodeURIComponent), ...rawParams]

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const cursors = [
  ...['', 'x', '%00', '%ff', 'bnVsbA', cursorOf({}), cursorOf([]), cursorOf([1, 2]), cursorOf([[]])],
  ...texts.flatMap((text) => [cursorOf([text]), cursorOf([text, text]), cursorOf([new Date(0).toISOString(), text])]),
  ...['\ud800', '0'.repeat(30)].flatMap((text) => [cursorOf([text]), cursorOf([text, '']), cursorOf([new Date(0).toISOString(), text])]),
]

interface Operation {
  parameters?: { in: string; name: string }[]
}
const { paths } = (await app.api('GET', '/openapi.json')).json as { paths: Record<string, Record<string, Operation>> }
const routes = Object.entries(paths).flatMap(([path, operations]) =>
  ['get', 'delete'].flatMap((method) => {
    const operation = operations[method]
    return operation ? [{ method: method.toUpperCase(), path, hasCursor: operation.parameters?.some(({ name }) => name === 'cursor') }] : []
  }),
)

test.each(routes)('$method $path fails on no path parameter and no cursor', async ({ method, path, hasCursor }) => {
  const plain = path.replace(/\{\w+\}/g, 'a-real-looking-id')
  const urls = [
    ...(plain === path
      ? [path]
      : params.flatMap((param) => [path.replace(/\{\w+\}/g, param), path.replace(/\{\w+\}/, param).replace(/\{\w+\}/, '1')])),
    ...(hasCursor ? cursors.map((cursor) => `${plain}?cursor=${cursor}`) : []),
  ]
  const failed = []
  for (const url of urls) {
    const { status } = await app.api(method, url)
    if (status >= 500) failed.push([url, status])
  }
  expect(failed).toEqual([])
})

test('the routes are all of the document', () => {
  expect(routes.length).toBeGreaterThan(25)
})
