// What an error of the database means for a batch (PostgreSQL documentation, appendix A: error codes).

/** The code of an error, or of what it wraps: drizzle puts the driver's error into `cause`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

/** Five characters with a digit among them: the driver's own codes, such as EPIPE, have none. */
function isSqlState(code: string): boolean {
  return /^(?=.*\d)[0-9A-Z]{5}$/.test(code)
}

/** Deadlock or serialisation failure: the batch is decided again. */
export function isConflict(error: unknown): boolean {
  return codeOf(error) === '40P01' || codeOf(error) === '40001'
}

/**
 * What a batch that did not look took for granted was not so: the definitions (`require_generation`), or that its ids are
 * new. Of statements that travel together the failure of a later one may be heard of first: 25P02.
 */
export function isBlindMiss(error: unknown): boolean {
  return ['HK001', '23505', '25P02'].includes(codeOf(error))
}

/** The data itself was refused (classes 22, 23, 54): the batch is split, and the bad call fails alone. */
export function isRefusedData(error: unknown): boolean {
  const code = codeOf(error)
  return isSqlState(code) && /^(22|23|54)/.test(code)
}

/** The connection broke, or the server is about to close it. */
export function isConnectionGone(error: unknown): boolean {
  const code = codeOf(error)
  return isSqlState(code) ? /^(08|57P)/.test(code) : /^(CONNECT|ECONN|EPIPE|ETIMEDOUT)/.test(code)
}

/** Nobody knows whether the commit happened. An error that is not the database's was thrown before it was asked for. */
export function isAmbiguous(error: unknown): boolean {
  return isConnectionGone(error)
}

/** The database is away, ending, full, read-only, took too long, or waited too long for us: a caller may try again. */
export function isUnavailable(error: unknown): boolean {
  return isConnectionGone(error) || /^(53...|58...|25006|25P03|57014)$/.test(codeOf(error))
}

/** A statement took longer than it may. */
export function isTooSlow(error: unknown): boolean {
  return codeOf(error) === '57014'
}
