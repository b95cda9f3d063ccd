import { Button, Group, Notification, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { closeNotice, type Notice, notifyFailed, shownNotices, subscribeToNotices } from '../../lib/notify.ts'
import classes from './notices.module.css'

const colors = { done: 'green', failed: 'red', undoable: undefined, told: 'yellow' } as const
const closeButtonProps = { 'aria-label': 'Close' }

/** What was told lately, in the corner. It is here from the start: what tells that the server is gone cannot be loaded from it. */
export function Notices() {
  const notices = useSyncExternalStore(subscribeToNotices, shownNotices)
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const section = useRef<HTMLDivElement>(null)
  // A notice that is closed takes the focus and maybe the mouse with it, and no event says so.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a notice has gone or come
  useEffect(() => {
    setHovered(section.current?.matches(':hover') ?? false)
    setFocused(section.current?.contains(document.activeElement) ?? false)
  }, [notices])
  return (
    <Stack
      component="section"
      ref={section}
      gap="md"
      aria-label="Notices"
      className={classes.notices}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} isHeld={isHovered || isFocused} />
      ))}
    </Stack>
  )
}

/** A notice goes by itself, but not while somebody is at it. */
function OneNotice({ notice, isHeld }: { notice: Notice; isHeld: boolean }) {
  const { id, tone, title, message, closeAfterMs, undo, look } = notice
  const color = colors[tone]
  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(closeNotice, closeAfterMs, id)
    return () => clearTimeout(timer)
  }, [id, closeAfterMs, isHeld])
  return (
    <Notification
      className={classes.notice}
      withBorder
      closeButtonProps={closeButtonProps}
      onClose={() => closeNotice(id)}
      {...(title !== undefined && { title })}
      {...(color && { color })}
    >
      {undo ? <Undoable message={message} onUndo={() => takeBack(id, undo)} /> : message}
      {look && <Look id={id} look={look} />}
    </Notification>
  )
}

/** Leads to what was told. */
function Look({ id, look }: Pick<Notice, 'id'> & { look: NonNullable<Notice['look']> }) {
  const open = () => {
    closeNotice(id)
    look.open()
  }
  return (
    <Group mt={8}>
      <Button size="compact-sm" variant="default" onClick={open}>
        {look.label}
      </Button>
    </Group>
  )
}

function Undoable({ message, onUndo }: { message: string; onUndo: () => Promise<void> }) {
  const [isBusy, setBusy] = useState(false)
  const takeBackOnce = async () => {
    setBusy(true)
    await onUndo()
    setBusy(false)
  }
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm" lineClamp={2}>
        {message}
      </Text>
      <Button size="compact-sm" variant="default" loading={isBusy} onClick={() => void takeBackOnce()} flex="none">
        Undo
      </Button>
    </Group>
  )
}

async function takeBack(id: number, undo: () => Promise<unknown>): Promise<void> {
  try {
    await undo()
    closeNotice(id)
  } catch (error) {
    notifyFailed('It could not be brought back', error)
  }
}
