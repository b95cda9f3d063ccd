import { VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { tip } from '../../components/tip/tip.ts'
import { useMember } from '../../lib/session.ts'
import classes from './presence.module.css'
import { foldMarks, type PresenceMark, presenceMarks } from './presence-marks.ts'
import { usePresence } from './use-presence.ts'

/** From this width on the longest name leaves the room for several marks. */
const wide = '(min-width: 1400px)'
const shownMax = { narrow: 1, wide: 4 }

/** Who else has the draft open; nothing while nobody has. Stays in the page, so that who comes is read aloud. */
export function Presence({ automationId }: { automationId: string }) {
  const isWide = useMediaQuery(wide, true, { getInitialValueInEffect: false })
  const marks = presenceMarks(usePresence(automationId), useMember()?.email)
  return (
    <div className={classes.marks} aria-live="polite">
      {foldMarks(marks, isWide ? shownMax.wide : shownMax.narrow).map((mark) => (
        <Mark key={mark.email} {...mark} />
      ))}
    </div>
  )
}

/** A button, so that its words come up on focus and on touch too. */
function Mark({ initials, text, isMe }: PresenceMark) {
  return (
    <button type="button" className={classes.mark} data-me={isMe || undefined} {...tip(text)}>
      <span aria-hidden>{initials}</span>
      <VisuallyHidden>{text}</VisuallyHidden>
    </button>
  )
}
