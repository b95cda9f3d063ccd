import type { Problem } from '@hookline/schema'

/** What the server refused, in its own words (RFC 9457). */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.status = problem.status
    this.problem = problem
  }
}

type Query = Record<string, string | number | boolean | null | undefined>

interface CallOptions {
  query?: Query
  /** Sent as JSON. */
  body?: unknown
  /** The state that a change is made on (ETag). */
  ifMatch?: string | undefined
  signal?: AbortSignal | undefined
  /** Sent though the page goes away. */
  keepalive?: boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Calls the server's API as the member who is signed in. Out: the answer's JSON. Throws ApiError, also where nobody answers. */
export async function call<T>(method: Method, path: string, options: CallOptions = {}): Promise<T> {
  return (await callWithTag<T>(method, path, options)).data
}

/** The same, with the answer's ETag. */
export async function callWithTag<T>(
  method: Method,
  path: string,
  { query, body, ifMatch, signal, keepalive = false }: CallOptions = {},
): Promise<{ data: T; etag: string | null }> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (ifMatch !== undefined) headers['if-match'] = ifMatch
  const response = await send(path + search(query), {
    method,
    headers,
    keepalive,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  })
  const text = await response.text()
  if (!response.ok) throw new ApiError(problemOf(text, response))
  return { data: (text === '' ? undefined : JSON.parse(text)) as T, etag: response.headers.get('etag') }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError({
      title: 'No answer',
      status: 0,
      detail: 'The server cannot be reached. See whether Hookline still runs; nothing was changed by this call as far as this page knows.',
    })
  }
}

function problemOf(text: string, response: Response): Problem {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'detail' in value && 'status' in value) return value as Problem
  } catch {
    // Not JSON: a proxy in between answered. Its words are of no use to a person.
  }
  return {
    title: 'Unexpected answer',
    status: response.status,
    detail: `The server answered ${response.status} without saying why. Try again.`,
  }
}

function search(query: Query = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}
