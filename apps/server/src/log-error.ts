import { DrizzleQueryError } from 'drizzle-orm'

/**
 * What may be logged of an error: a failed query lists its parameters, which may be anybody's data; what the database
 * said of it (the cause) is logged instead, without the row it quotes.
 */
export function withoutValues(error: Error): object {
  if (error instanceof DrizzleQueryError && error.cause) return withoutValues(error.cause)
  const { name: type, message, stack } = error
  const named = ['code', 'table_name', 'column_name', 'constraint_name'].flatMap((key) => {
    const value: unknown = Reflect.get(error, key)
    return typeof value === 'string' ? [[key, value]] : []
  })
  return { type, message, stack, ...Object.fromEntries(named) }
}
