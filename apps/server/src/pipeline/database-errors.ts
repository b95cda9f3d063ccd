// What an error of the database means for a batch (PostgreSQL documentation, appendix A: error codes).

/** The code of an error, or of what it wraps: drizzle puts the driver's error into `cause`. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

const sqlState = /^[0-9A-Z]{5}$/

/** Deadlock or serialisation failure: the batch is decided again. */
export function isConflict(error: unknown): boolean {
  return codeOf(error) === '40P01' || codeOf(error) === '40001'
}

/** The data itself was refused (classes 22, 23, 54): the batch is split, and the bad call fails alone. */
export function isRefusedData(error: unknown): boolean {
  return /^(22|23|54)/.test(codeOf(error)) && sqlState.test(codeOf(error))
}

/** Nobody knows whether the commit happened: the connection broke, or the server was told to end. */
export function isAmbiguous(error: unknown): boolean {
  const code = codeOf(error)
  return !sqlState.test(code) || /^(08|57P)/.test(code)
}

/** The database is away or ending: a caller may try again. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error)
  return /^(08|57P|53)/.test(code) || /^(CONNECT|CONNECTION_|ECONN|EPIPE|ETIMEDOUT)/.test(code)
}
