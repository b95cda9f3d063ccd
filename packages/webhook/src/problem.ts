/** Why a text cannot be used: `code` for programs, `message` says what is wrong, `fix` what to do, both for people. */
export interface Problem {
  code: string
  message: string
  fix: string
}

/** A check that tells the two ways apart without a value: fine, or the problem. */
export type Checked = { ok: true } | ({ ok: false } & Problem)
