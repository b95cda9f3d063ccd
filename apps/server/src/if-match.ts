import { ServiceError } from './service-error.ts'

/** The tag of what PATCH can change. */
export function etagOf({ revision }: { revision: number }): string {
  return `"${revision}"`
}

interface Judged {
  /** The `If-Match` header: the ETag that the caller's copy has; undefined where the caller does not ask. */
  ifMatch: string | undefined
  row: { revision: number; updatedAt: Date }
  /** What it is, in the words of the API: "automation". */
  what: string
  /** Who changed it last. */
  updatedBy: string
}

/** Throws 412 where the caller's copy is not the newest, and says who was faster. */
export function requireMatch({ ifMatch, row, what, updatedBy }: Judged): void {
  if (ifMatch === undefined || matches(ifMatch, etagOf(row))) return
  const detail = `${updatedBy} changed this ${what} at ${row.updatedAt.toISOString()}. Read it again, and change that.`
  throw new ServiceError(412, 'Changed meanwhile', detail)
}

/** RFC 9110 § 13.1.1, and more: a weak tag is taken for the strong one, because proxies weaken them. */
function matches(ifMatch: string, etag: string): boolean {
  return ifMatch.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
