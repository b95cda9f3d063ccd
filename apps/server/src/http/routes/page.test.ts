import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageRoutes } from './page.ts'

const script = 'export const text = "a script, a script, a script";\n'.repeat(50)
let folder: string
let page: ReturnType<typeof pageRoutes>
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hookline-page-'))
  await mkdir(path.join(folder, 'assets'))
  await writeFile(path.join(folder, 'index.html'), '<title>Hookline</title>')
  for (const name of ['app-1a2b.js', 'app-1a2b.js.map', 'inter.woff2', 'notes.txt'])
    await writeFile(path.join(folder, 'assets', name), script)
  page = pageRoutes(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const get = (address: string, encoding?: string) =>
  page.request(address, encoding === undefined ? {} : { headers: { 'accept-encoding': encoding } })

test.each([
  '/',
  '/automations',
  '/automations/aut_1/versions/3',
  '/campaigns/summer?tab=integrations',
  '/api-central',
  '/deliveries/dlv_1',
  '/events/evt%2F1',
  '/users/u%201/webhooks',
  '/echo',
  '/echo/abcdefgh',
  '/settings/members',
  '/sign-in',
  '/first-admin',
  '/first-run',
])('%s is answered with the page, which browsers ask for anew each time', async (address) => {
  const answer = await get(address)
  expect([answer.status, await answer.text()]).toEqual([200, '<title>Hookline</title>'])
  expect(answer.headers.get('cache-control')).toBe('no-cache')
})

test.each([
  '/nothing',
  '/echo-send',
  '/echo-list/abcdefgh',
  '/automationsx',
  '/sign-in/x',
  '/v1/nothing',
  '/assets/none.js',
  '/assets/notes.txt',
])('%s is not found', async (address) => expect((await get(address)).status).toBe(404))

test('an asset comes for ever, compressed as the caller takes it', async () => {
  const plain = await get('/assets/app-1a2b.js')
  expect(await plain.text()).toBe(script)
  expect(Object.fromEntries(plain.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
  const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer())
  for (const [accepted, encoding, decode] of [
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, br;q=0', 'gzip', gunzipSync],
  ] as const) {
    for (const time of ['first', 'second']) {
      const answer = await get('/assets/app-1a2b.js', accepted)
      expect([time, answer.headers.get('content-encoding')]).toEqual([time, encoding])
      expect(decode(await bytes(answer)).toString()).toBe(script)
    }
  }
  expect((await get('/assets/app-1a2b.js', 'identity')).headers.get('content-encoding')).toBeNull()
})

test('a font is sent as it is, a source map as JSON', async () => {
  const font = await get('/assets/inter.woff2', 'br')
  expect([font.headers.get('content-type'), font.headers.get('content-encoding')]).toEqual(['font/woff2', null])
  expect((await get('/assets/app-1a2b.js.map', 'br')).headers.get('content-type')).toBe('application/json; charset=utf-8')
})

test('a page that is not built is not found', async () => {
  expect((await pageRoutes(path.join(folder, 'none')).request('/automations')).status).toBe(404)
})
