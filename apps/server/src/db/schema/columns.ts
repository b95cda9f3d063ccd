import { customType, integer, json, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/** Column kinds that several tables share. Every table's key begins with the workspace. */
export const workspaceId = () => integer().notNull()
export const id = () => uuid().notNull()
export const instant = () => timestamp({ withTimezone: true, mode: 'date', precision: 3 })
export const name = () => text().notNull()
export const jsonOf = <T>() => json().$type<T>()

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
