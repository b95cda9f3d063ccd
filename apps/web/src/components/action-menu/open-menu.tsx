import { Menu, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type Ref, useEffect, useImperativeHandle, useState } from 'react'
import type { Action } from './action-menu.tsx'

export interface OpenMenuProps {
  /** The id of the button; the menu's own is made of it. */
  id: string
  button: HTMLButtonElement
  isOpen: boolean
  onClose: () => void
  heading?: string
  width: number
  actions: readonly Action[]
}

/** The menu of a button that stands elsewhere. */
export function OpenMenu({ id, button, isOpen, onClose, heading, width, actions }: OpenMenuProps) {
  // Closed at first: a menu that is born open would not know whom to give the focus back to.
  const [opened, setOpened] = useState(false)
  useEffect(() => setOpened(isOpen), [isOpen])
  return (
    <Menu id={id} opened={opened} onClose={onClose} position="bottom-end" width={width}>
      <Menu.Target>
        <Elsewhere button={button} />
      </Menu.Target>
      <Menu.Dropdown>
        {heading !== undefined && (
          <Menu.Label>
            <Text size="sm" truncate title={heading}>
              {heading}
            </Text>
          </Menu.Label>
        )}
        {actions.map((action) => (
          <Item key={action.label} {...action} isFirst={action === actions[0]} />
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Gives the menu the button that is there already, in the place of one of its own. */
function Elsewhere({ button, ref }: { button: HTMLButtonElement; ref?: Ref<HTMLButtonElement> }) {
  useImperativeHandle(ref, () => button, [button])
  return null
}

function Item({ label, icon: Icon, onClick, link, isDisabled = false, isDanger = false, isFirst }: Action & { isFirst: boolean }) {
  const leftSection = <Icon size={16} aria-hidden />
  if (link) {
    return (
      <Menu.Item component={Link} to={link.to} search={link.search as never} leftSection={leftSection}>
        {label}
      </Menu.Item>
    )
  }
  return (
    <>
      {isDanger && !isFirst && <Menu.Divider />}
      <Menu.Item leftSection={leftSection} disabled={isDisabled} onClick={onClick} {...(isDanger && { color: 'red' })}>
        {label}
      </Menu.Item>
    </>
  )
}
