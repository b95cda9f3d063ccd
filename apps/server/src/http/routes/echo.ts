import { setTimeout as delay } from 'node:timers/promises'
import { type EchoAnswer, echoRequestSchema, echoSecret, problemSchema } from '@hookline/schema'
import type { Context } from 'hono'
import { accepts } from 'hono/accepts'
import { z } from 'zod'
import { type Ctx, firstWorkspaceId, type Services } from '../../context.ts'
import { createAdmission } from '../../echo/admission.ts'
import { echoRates, echoRequestBytesMax } from '../../echo/limits.ts'
import { listEchoRequests } from '../../echo/list-requests.ts'
import { script } from '../../echo/page/script.ts'
import { createEchoReceive } from '../../echo/receive.ts'
import { showEchoList } from '../../echo/show-list.ts'
import type { EchoIncoming } from '../../echo/store-requests.ts'
import { invalidField } from '../../service-error.ts'
import type { HttpEnv } from '../app-env.ts'
import { bytesExpected, readBody } from '../read-body.ts'
import { answer, createRoutes } from '../route.ts'
import { secretlessErrors } from '../secretless-errors.ts'

type HttpContext = Context<HttpEnv>

// What a bucket answers was written by a stranger: opened in a browser it is text and nothing more.
const answerHeaders = {
  'content-type': 'text/plain; charset=utf-8',
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'no-store',
}
const statusesWithoutBody: ReadonlySet<number> = new Set([204, 205, 304])

/** The echo sandbox. No key is asked for: whoever knows a bucket's secret may fill it and read it. */
export function echoRoutes(services: Services) {
  const app = createRoutes()
  app.onError(secretlessErrors(services.log))
  documentEcho(app)
  const ctx: Ctx = { services, workspaceId: firstWorkspaceId, actor: { kind: 'system', id: 'echo', name: 'Echo', scope: 'read' } }
  const admission = createAdmission(services.clock.monotonic)
  const receive = createEchoReceive(services, ctx.workspaceId)

  async function take(c: HttpContext): Promise<EchoAnswer> {
    const secret = readSecret(c)
    const release = admission.receive(secret, bytesExpected(c, echoRequestBytesMax))
    try {
      return await receive(await incomingOf(c, secret))
    } finally {
      release()
    }
  }

  return app
    .all('/echo-send/:secret/*', async (c) => {
      const { status, delayMs, body } = await take(c)
      if (delayMs > 0) await waitFor(delayMs, c, admission.delay())
      return new Response(statusesWithoutBody.has(status) ? null : body, { status, headers: answerHeaders })
    })
    .get('/echo-list.js', (c) => c.text(script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }))
    .on('GET', ['/echo-list/:secret', '/echo-list/:secret/'], async (c) => {
      const secret = readSecret(c)
      admission.list(secret)
      const headers = { 'cache-control': 'no-store', vary: 'accept' }
      const supports = ['text/html', 'application/json']
      if (accepts(c, { header: 'Accept', supports, default: 'text/html' }) === 'application/json')
        return c.json({ items: await listEchoRequests({ ctx, input: { secret } }) }, 200, headers)
      const { etag, page } = await showEchoList({ ctx, input: { secret, knownEtag: c.req.header('if-none-match') } })
      return page === null ? c.body(null, 304, { ...headers, etag }) : c.html(page, 200, { ...headers, etag })
    })
}

function readSecret(c: HttpContext): string {
  const parsed = echoSecret.safeParse(c.req.param('secret'))
  if (!parsed.success) throw invalidField('secret', 'echo.secret', 'must have 8–128 URL-safe characters (letters, digits, - and _)')
  return parsed.data
}

async function incomingOf(c: HttpContext, secret: string): Promise<EchoIncoming> {
  const { method = 'GET', url = '/', rawHeaders } = c.env.incoming
  const [path = '', ...query] = url.replace(/^https?:\/\/[^/?]*/i, '').split('?')
  const headers: [string, string][] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.push([rawHeaders[i] ?? '', rawHeaders[i + 1] ?? ''])
  return { secret, method, path, query: query.join('?'), headers, body: await readBody(c, echoRequestBytesMax) }
}

/** Waits, but no longer than the caller does. */
async function waitFor(delayMs: number, c: HttpContext, done: () => void): Promise<void> {
  const gone = new AbortController()
  const onClose = () => gone.abort()
  c.env.outgoing.once('close', onClose)
  try {
    await delay(delayMs, undefined, { signal: gone.signal })
  } catch (error) {
    if (!gone.signal.aborted) throw error
  } finally {
    c.env.outgoing.off('close', onClose)
    done()
  }
}

function documentEcho({ openAPIRegistry }: ReturnType<typeof createRoutes>): void {
  const tags = ['Echo']
  const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: problemSchema } } })
  const params = z.object({ secret: echoSecret })
  openAPIRegistry.registerPath({
    ...{ method: 'post', path: '/echo-send/{secret}/', tags, summary: 'Send anything to an echo bucket' },
    description: `Any method, any path below it, any content type; no key. Stored, then answered as the bucket was told (200 by default). At most ${echoRequestBytesMax / 1024} KiB a request; ${echoRates.bucket.perSecond} requests a second for a bucket (${echoRates.bucket.burst} at once) and ${echoRates.overall.perSecond} in all. The first request makes the bucket.`,
    request: { params },
    responses: {
      200: { description: 'Stored' },
      413: problem('Too large'),
      422: problem('The secret is no secret'),
      429: problem('Too many requests, or too many buckets'),
    },
  })
  openAPIRegistry.registerPath({
    ...{ method: 'get', path: '/echo-list/{secret}/', tags, summary: 'The last 100 requests of an echo bucket, newest first' },
    description:
      'JSON for "Accept: application/json", a page for browsers; no key: whoever knows the secret may read. `path` is the path as it was requested, `query` what stood behind the question mark; a body that is not UTF-8 comes in base64.',
    request: { params },
    responses: { 200: answer(z.object({ items: z.array(echoRequestSchema) }), 'What it received'), 429: problem('Too many requests') },
  })
}
