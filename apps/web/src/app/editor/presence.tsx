import { Tooltip, VisuallyHidden } from '@mantine/core'
import { useMember } from '../../lib/session.ts'
import classes from './presence.module.css'
import { type PresenceMark, presenceMarks } from './presence-marks.ts'
import { usePresence } from './use-presence.ts'

/** Members that are shown one by one; the others are counted. */
const shownMax = 3

/** Who else has the draft open; nothing while nobody has. Stays in the page, so that who comes is read aloud. */
export function Presence({ automationId }: { automationId: string }) {
  const marks = presenceMarks(usePresence(automationId), useMember()?.email)
  const rest = marks.slice(shownMax)
  return (
    <div className={classes.marks} aria-live="polite">
      {marks.slice(0, shownMax).map((mark) => (
        <Mark key={mark.email} {...mark} />
      ))}
      {rest.length > 0 && <Mark initials={`+${rest.length}`} text={rest.map(({ text }) => text).join(', ')} isMe={false} />}
    </div>
  )
}

/** A button, so that its words come up on focus and on touch too. */
function Mark({ initials, text, isMe }: Omit<PresenceMark, 'email'>) {
  return (
    <Tooltip label={text} events={{ hover: true, focus: true, touch: true }} multiline maw={320} style={{ overflowWrap: 'anywhere' }}>
      <button type="button" className={classes.mark} data-me={isMe || undefined}>
        <span aria-hidden>{initials}</span>
        <VisuallyHidden>{text}</VisuallyHidden>
      </button>
    </Tooltip>
  )
}
