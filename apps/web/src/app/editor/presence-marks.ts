import type { Presence } from '@hookline/schema'

/** One member beside oneself, or oneself elsewhere. */
export interface PresenceMark {
  /** The member's e-mail address. */
  email: string
  initials: string
  text: string
  isMe: boolean
}

/** Who is on a draft in other windows, a member once, oneself last. In: one's own e-mail address where it is known. */
export function presenceMarks(others: readonly Presence[], myEmail: string | undefined): PresenceMark[] {
  const windows = new Map<string, Presence[]>()
  for (const presence of others) windows.set(presence.member.email, [...(windows.get(presence.member.email) ?? []), presence])
  const marks = [...windows].map(([email, ofMember]) =>
    markOf(ofMember[0]?.member ?? { email, name: '' }, ofMember.length, email === myEmail),
  )
  return marks.toSorted((a, b) => Number(a.isMe) - Number(b.isMe))
}

/** Members that the words of a counting mark name, at most. */
const namedMax = 10

/** The marks in the room that there is: where they are more than `max`, the last one counts those that are left. */
export function foldMarks(marks: readonly PresenceMark[], max: number): PresenceMark[] {
  if (marks.length <= max) return [...marks]
  const rest = marks.slice(max - 1)
  const named = rest.slice(0, namedMax).map(({ text }) => text)
  const unnamed = rest.length - named.length
  const text = [...named, ...(unnamed > 0 ? [`and ${unnamed} more`] : [])].join(';\n')
  return [...marks.slice(0, max - 1), { email: '', initials: `+${rest.length}`, text, isMe: false }]
}

function markOf(member: Presence['member'], count: number, isMe: boolean): PresenceMark {
  const mine = count === 1 ? 'You, in another window' : `You, in ${count} other windows`
  return { email: member.email, initials: initialsOf(member), text: isMe ? mine : `${member.email} is here too`, isMe }
}

/** The first letters of the first and the last word that have one; "?" where none has. */
function initialsOf({ name, email }: Presence['member']): string {
  const letters = (text: string) => text.split(/\s+/u).flatMap((word) => word.match(/[\p{L}\p{N}]/u)?.[0] ?? [])
  const found = [letters(name), letters(email)].find(({ length }) => length > 0) ?? ['?']
  const first = found[0] ?? ''
  const last = found.length > 1 ? (found.at(-1) ?? '') : ''
  return (first + last).toUpperCase()
}
