import { Button, Group, Notification, Stack, Text } from '@mantine/core'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { closeNotice, type Notice, notifyFailed, shownNotices, subscribeToNotices } from '../../lib/notify.ts'
import classes from './notices.module.css'

const colors = { done: 'green', failed: 'red', undoable: undefined } as const
const closeButtonProps = { 'aria-label': 'Close' }

/** What was told lately, in the corner. It is here from the start: what tells that the server is gone cannot be loaded from it. */
export function Notices() {
  const notices = useSyncExternalStore(subscribeToNotices, shownNotices)
  const [isHovered, setHovered] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const isEmpty = notices.length === 0
  // A notice that is closed from within leaves no mouse and no focus behind it.
  useEffect(() => {
    if (!isEmpty) return
    setHovered(false)
    setFocused(false)
  }, [isEmpty])
  return (
    <Stack
      component="section"
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
  const { id, tone, title, message, closeAfterMs, undo } = notice
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
    </Notification>
  )
}

function Undoable({ message, onUndo }: { message: string; onUndo: () => Promise<void> }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <Text size="sm" lineClamp={2}>
        {message}
      </Text>
      <Button size="compact-sm" variant="default" onClick={() => void onUndo()} flex="none">
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
