import { z } from 'zod'

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type HttpMethod = (typeof httpMethods)[number]

/** Headers of one request, at most. */
export const headersMax = 64
/** URLs of one webhook or block, at most. */
export const urlsMax = 20
/** Characters of one URL template, at most. */
export const urlCharsMax = 4096
/** UTF-16 units of one body template, at most (architecture.md › Templates). */
export const templateSourceMax = 64 * 1024

/**
 * A header of the request. A secret one is given once with its value and afterwards read back without it;
 * sent back without a value it keeps the one that is stored.
 */
export const headerTemplateSchema = z.object({
  name: z.string().min(1).max(200),
  value: z.string().max(8192).nullish(),
  secret: z.boolean().default(false),
})

/** The request that a webhook or WebHook block makes; every text in it is a template. */
export const requestTemplateSchema = z.object({
  method: z.enum(httpMethods).default('POST'),
  urls: z.array(z.string().max(urlCharsMax)).max(urlsMax).default([]),
  contentType: z.string().max(200).default('application/json'),
  headers: z.array(headerTemplateSchema).max(headersMax).default([]),
  body: z.string().nullable().default(null),
})

export type HeaderTemplate = z.infer<typeof headerTemplateSchema>
export type RequestTemplate = z.infer<typeof requestTemplateSchema>

/** A finished request: what is sent, byte for byte. `body` null sends none. */
export interface RenderedRequest {
  method: HttpMethod
  url: string
  headers: { name: string; value: string; secret: boolean }[]
  body: string | null
}
