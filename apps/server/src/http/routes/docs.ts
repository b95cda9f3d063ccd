import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { HttpEnv } from '../app-env.ts'
import { openApiDocument } from '../open-api.ts'
import { createRoutes } from '../route.ts'

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Hookline API</title><link rel="icon" href="/icon.svg"></head>
<body><div id="reference"></div><script src="/docs/reference.js"></script><script src="/docs/start.js"></script></body>
</html>`

// Nothing is loaded from elsewhere and nothing runs inline.
const start = `Scalar.createApiReference('#reference', {
  url: '/openapi.json', withDefaultFonts: false, telemetry: false, hideClientButton: true, showDeveloperTools: 'never', agent: { disabled: true }, mcp: { disabled: true },
  authentication: { preferredSecurityScheme: 'apiKey' },
})`

/** `/openapi.json`, made from the routes, and `/docs`, which shows it. */
export function docsRoutes(app: OpenAPIHono<HttpEnv>) {
  let script: Promise<string> | null = null
  return createRoutes()
    .get('/openapi.json', (c) => c.json(openApiDocument(app, new URL(c.req.url).origin) as object))
    .get('/docs', (c) => c.html(page))
    .get('/docs/start.js', (c) => c.text(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
    .get('/docs/reference.js', async (c) => {
      script ??= readFile(standaloneScript(), 'utf8')
      return c.text(await script, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=86400' })
    })
}

/** The package does not export its standalone script by name, so it is found beside the entry that it does export. */
function standaloneScript(): string {
  const require = createRequire(import.meta.url)
  return path.join(path.dirname(require.resolve('@scalar/api-reference')), 'browser', 'standalone.js')
}
