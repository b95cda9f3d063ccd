import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { id, instant, name, workspaceId } from './columns.ts'

// better-auth finds members by e-mail, sessions by token and credentials by member, without a workspace: those three are
// unique over all of them (docs/decisions/0006-members.md).

/** People who may sign in. */
export const members = pgTable(
  'members',
  {
    workspaceId: workspaceId(),
    id: id(),
    email: text().notNull(),
    name: name(),
    role: text({ enum: ['admin', 'marketer', 'viewer'] }).notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.id] }), uniqueIndex('members_email').on(table.email)],
)

/** Where a member is signed in. The cookie carries the token with a signature, so the token alone opens nothing. */
export const sessions = pgTable(
  'sessions',
  {
    workspaceId: workspaceId(),
    id: id(),
    memberId: id(),
    token: text().notNull(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('sessions_token').on(table.token),
    index('sessions_member').on(table.workspaceId, table.memberId),
    index('sessions_expires').on(table.expiresAt),
  ],
)

/** What a member signs in with: a password, as its scrypt hash. */
export const credentials = pgTable(
  'credentials',
  {
    workspaceId: workspaceId(),
    id: id(),
    memberId: id(),
    providerId: text().notNull(),
    accountId: text().notNull(),
    passwordHash: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.workspaceId, table.id] }),
    uniqueIndex('credentials_member').on(table.memberId, table.providerId),
  ],
)
