import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Context } from 'hono'
import type { HttpEnv } from '../app-env.ts'
import { createPageFiles } from '../page-files.ts'
import { createRoutes } from '../route.ts'

// The page has addresses of its own (history routing): each is answered with the page, which finds out by itself what to
// show. Only these: what nobody knows stays a 404.
const sections = ['automations', 'campaigns', 'api-central', 'deliveries', 'events', 'users', 'echo', 'settings']
const screens = ['/', '/sign-in', '/first-admin', '/first-run', ...sections.flatMap((section) => [`/${section}`, `/${section}/*`])]

/** The page's files as they were built into `webDir`. */
export function pageRoutes(webDir: string) {
  const files = createPageFiles(webDir)
  const showPage = async (c: Context<HttpEnv>) => {
    const page = await files.index()
    return page === null ? c.notFound() : c.html(page, 200, { 'cache-control': 'no-cache' })
  }
  return createRoutes()
    .on('GET', screens, showPage)
    .get('/icon.svg', async (c) =>
      c.body(await readFile(path.join(webDir, 'icon.svg'), 'utf8'), 200, {
        'content-type': 'image/svg+xml',
        'cache-control': 'max-age=86400',
      }),
    )
    .get('/assets/:name', async (c) => {
      const file = await files.asset(c.req.param('name'), c.req.header('accept-encoding') ?? '')
      if (file === null) return c.notFound()
      const headers = { 'content-type': file.type, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }
      return c.body(file.bytes, 200, file.encoding ? { ...headers, 'content-encoding': file.encoding } : headers)
    })
}
