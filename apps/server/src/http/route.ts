import { createRoute, OpenAPIHono, type RouteConfig } from '@hono/zod-openapi'
import { type ApiKeyScope, problemSchema } from '@hookline/schema'
import type { MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Services } from '../context.ts'
import { invalidFields } from '../service-error.ts'
import { zodProblem } from '../zod-problem.ts'
import type { HttpEnv } from './app-env.ts'
import { asVisitor, requireScope } from './authenticate.ts'
import { readBody, requireJson } from './read-body.ts'
import { decodeUtf8, parseJson } from './read-json.ts'

/** Bytes of a JSON body, at most, but for events. */
const bodyBytesMax = 8 * 1024 * 1024
/** The same where everybody may send one. */
const publicBodyBytesMax = 16 * 1024

/** An app of routes whose input is checked by their schemas. */
export function createRoutes(): OpenAPIHono<HttpEnv> {
  return new OpenAPIHono<HttpEnv>({
    defaultHook: (result) => {
      if (!result.success) throw zodProblem(result.error, result.target === 'json' ? '' : result.target)
    },
  })
}

interface RouteInput<Path extends string> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: Path
  /** What the caller's key or role must allow; `public` asks for neither. */
  scope: ApiKeyScope | 'public'
  tag: string
  summary: string
  description?: string
}

/**
 * The parts that every JSON route has: a caller of the right scope, a body that is JSON and nothing else, the errors it may
 * answer with. `request` and `responses` are added where the route stands.
 */
export function jsonRoute<const Path extends string, const Request extends Requested, const Responses extends RouteConfig['responses']>(
  services: Services,
  { method, path, scope, tag, summary, description = '' }: RouteInput<Path>,
  { request, responses }: { request: Request; responses: Responses },
) {
  return createRoute({
    method,
    path,
    tags: [tag],
    summary,
    description,
    security: scope === 'public' ? [] : [{ apiKey: [] }, { session: [] }],
    middleware: [
      scope === 'public' ? asVisitor(services) : requireScope(services, scope),
      knownQuery(request.query),
      ...('body' in request ? [scope === 'public' ? smallJsonBody : jsonBody] : []),
    ] as const,
    request,
    responses: {
      ...responses,
      default: { description: 'What went wrong', content: { 'application/problem+json': { schema: problemSchema } } },
    },
  })
}

/** Refuses parameters that a route does not have: one that is misspelt would else be a filter that does nothing. */
function knownQuery(schema: Requested['query']): MiddlewareHandler<HttpEnv> {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
  return async (c, next) => {
    const unknown = Object.keys(c.req.queries()).filter((name) => !known.includes(name))
    if (unknown.length === 0) return next()
    const remedy = known.length === 0 ? 'leave it out, this route takes none' : `this route takes ${known.join(', ')}`
    throw invalidFields(
      unknown.map((name) => ({
        path: `query.${name.slice(0, 100)}`,
        code: 'query.unknown',
        message: `is not a parameter here: ${remedy}`,
      })),
    )
  }
}

type Requested = NonNullable<RouteConfig['request']>

const jsonBody = jsonBodyUpTo(bodyBytesMax)
const smallJsonBody = jsonBodyUpTo(publicBodyBytesMax)

function jsonBodyUpTo(bytesMax: number): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    // No body at all is an empty object: where fields are missing, the schema names them.
    if (!hasBody(c.req.raw.headers)) return next()
    requireJson(c)
    const text = decodeUtf8(await readBody(c, bytesMax))
    parseJson(text)
    // The validators read the body from this cache. It holds promises, whatever its type says.
    Object.assign(c.req.bodyCache, { text: Promise.resolve(text) })
    await next()
  }
}

function hasBody(headers: Headers): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0
}

/** A JSON answer in a route's `responses`. */
export function answer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON body in a route's `request`. */
export function body<T extends z.ZodType>(schema: T) {
  return { body: { required: true, content: { 'application/json': { schema } } } }
}

export const noContent = { description: 'Done' }
