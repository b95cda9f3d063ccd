import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createRoutes } from '../route.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The page's files as they were built into `webDir`. */
export function pageRoutes(webDir: string) {
  return createRoutes()
    .get('/', async (c) => {
      const page = await readIfThere(path.join(webDir, 'index.html'))
      return page === null ? c.notFound() : c.html(page.toString('utf8'))
    })
    .get('/icon.svg', async (c) =>
      c.body(await readFile(path.join(webDir, 'icon.svg'), 'utf8'), 200, {
        'content-type': 'image/svg+xml',
        'cache-control': 'max-age=86400',
      }),
    )
    .get('/assets/:name', async (c) => {
      const name = c.req.param('name')
      const type = types[path.extname(name)]
      const bytes =
        /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/.test(name) && type !== undefined ? await readIfThere(path.join(webDir, 'assets', name)) : null
      if (bytes === null || type === undefined) return c.notFound()
      return c.body(new Uint8Array(bytes), 200, { 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
    })
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
