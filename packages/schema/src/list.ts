import { z } from 'zod'

/** A filter in a list's address; one that is there without a value counts as absent. */
export const filterOf = <T extends z.ZodType>(value: T) =>
  z.preprocess((text) => (text === '' ? undefined : text), value.optional()).optional()

/** Rows of one page: 1–500, 50 by default. */
export const pageQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50), cursor: filterOf(z.string().max(2000)) })
export type PageQuery = z.infer<typeof pageQuery>

const time = z.iso.datetime({ offset: true, message: 'must be an ISO 8601 time such as 2026-11-21T10:00:00Z' })

/** A range of time: `from` belongs to it, `to` does not. */
export const timeRange = { from: filterOf(time), to: filterOf(time) }

/** A page of a list (api.md): `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
