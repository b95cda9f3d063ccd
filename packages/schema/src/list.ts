import { z } from 'zod'

/** Rows of one page: 1–500, 50 by default. */
export const pageQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50), cursor: z.string().max(2000).optional() })
export type PageQuery = z.infer<typeof pageQuery>

/** A page of a list (api.md): `nextCursor` is null on the last one. */
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export interface Page<T> {
  items: T[]
  nextCursor: string | null
}
