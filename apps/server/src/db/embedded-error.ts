/** Why the embedded PostgreSQL cannot serve: one line for the operator, saying what to do. */
export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError'
}

export class WrongPasswordError extends EmbeddedError {}
