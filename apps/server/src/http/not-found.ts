import type { OpenAPIHono } from '@hono/zod-openapi'
import type { NotFoundHandler } from 'hono'
import type { HttpEnv } from './app-env.ts'
import { problemResponse } from './problem.ts'

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const noRoute = '/.there-is-no-such-route'

/** Answers where no route does: 405 with `Allow` where another method would (RFC 9110 section 15.5.6), else 404. */
export function createNotFound(app: OpenAPIHono<HttpEnv>): NotFoundHandler<HttpEnv> {
  return (c) => {
    const path = c.req.path.slice(0, 300)
    const allowed = methods.filter((method) => matches(app, method, c.req.path) > matches(app, method, noRoute))
    // A route that answered "not found" itself, such as a file that is not there.
    if (allowed.length === 0 || allowed.includes(c.req.method === 'HEAD' ? 'GET' : c.req.method)) {
      return problemResponse({ title: 'Not found', status: 404, detail: `There is nothing at ${c.req.method} ${path}. See /docs.` })
    }
    const allow = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ')
    const detail = `${path} takes ${allow}, not ${c.req.method}. See /docs.`
    return problemResponse({ title: 'Method not allowed', status: 405, detail }, { allow })
  }
}

/** How many handlers a path has, those of every path included. */
function matches(app: OpenAPIHono<HttpEnv>, method: string, path: string): number {
  return app.router.match(method, path)[0].length
}
