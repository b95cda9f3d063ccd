import { z } from 'zod'
import { instant, titleText } from './text.ts'

export const memberRoles = ['admin', 'marketer', 'viewer'] as const
export const memberRoleSchema = z.enum(memberRoles)
export type MemberRole = z.infer<typeof memberRoleSchema>

export const passwordCharsMin = 10
export const passwordCharsMax = 128

/** An e-mail address as members sign in with it: trimmed, in lower case. */
export const memberEmail = z.string().trim().toLowerCase().max(254).check(z.email('must be an e-mail address'))

/** A password that is chosen; any characters, spaces included. */
export const newPassword = z
  .string()
  .min(passwordCharsMin, `must have at least ${passwordCharsMin} characters`)
  .max(passwordCharsMax, `must have at most ${passwordCharsMax} characters`)

const givenPassword = z.string().min(1, 'must not be empty').max(passwordCharsMax, `has at most ${passwordCharsMax} characters`)

const memberFields = { id: z.string(), email: z.string(), name: z.string(), role: memberRoleSchema }

/** A person who may sign in. */
export const memberSchema = z.object({ ...memberFields, createdAt: instant }).meta({ id: 'Member' })
export type Member = z.infer<typeof memberSchema>

/** What the page asks first: who is signed in, and whether a first admin has to be made. */
export const sessionSchema = z
  .object({
    member: z.object(memberFields).nullable(),
    firstAdminNeeded: z.boolean().describe('Nobody can sign in yet: the first admin has to be made'),
    tokenNeeded: z.boolean().describe('The first admin needs the one-time token that was printed at the start'),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof sessionSchema>

export const signInInputSchema = z.strictObject({ email: memberEmail, password: givenPassword }).meta({ id: 'SignInInput' })

export const firstAdminInputSchema = z
  .strictObject({ email: memberEmail, password: newPassword, name: titleText(100).optional(), token: z.string().max(200).optional() })
  .meta({ id: 'FirstAdminInput' })

export const passwordChangeSchema = z.strictObject({ current: givenPassword, new: newPassword }).meta({ id: 'PasswordChange' })

export const sessionPatchSchema = z.strictObject({ name: titleText(100) }).meta({ id: 'SessionPatch' })
