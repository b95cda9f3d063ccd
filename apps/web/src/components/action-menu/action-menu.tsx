import { ActionIcon, type ActionIconProps } from '@mantine/core'
import { IconDots, type TablerIcon } from '@tabler/icons-react'
import { type ComponentType, useId, useState } from 'react'
import { notifyFailed } from '../../lib/notify.ts'
import type { OpenMenuProps } from './open-menu.tsx'

export interface Action {
  label: string
  icon: TablerIcon
  onClick?: () => void
  /** Where it leads, for an action that is a link. */
  link?: { to: string; search: Record<string, string> }
  isDisabled?: boolean
  /** Cannot be taken back, or not easily: it stands apart from the others. */
  isDanger?: boolean
}

interface ActionMenuProps extends Pick<ActionIconProps, 'variant' | 'size'> {
  /** The name of the button. */
  label: string
  icon?: TablerIcon
  iconSize?: number
  /** What the actions are about, above them. */
  heading?: string
  width: number
  actions: readonly Action[]
}

const load = async () => (await import('./open-menu.tsx')).OpenMenu
const preload = () => void load().catch(() => undefined)

/** A button with a menu. The button is there from the start and stays the same; the menu is loaded once somebody comes near. */
export function ActionMenu({ label, icon: Icon = IconDots, iconSize = 18, variant = 'subtle', size = 'md', ...menu }: ActionMenuProps) {
  const id = useId()
  const [loaded, setLoaded] = useState<{ Menu: ComponentType<OpenMenuProps>; button: HTMLButtonElement } | null>(null)
  const [isOpen, setOpen] = useState(false)
  const open = async (button: HTMLButtonElement) => {
    try {
      setLoaded({ Menu: await load(), button })
      setOpen(true)
    } catch (error) {
      notifyFailed('The menu could not be opened', error)
    }
  }
  return (
    <>
      <ActionIcon
        id={id}
        variant={variant}
        color="gray"
        size={size}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        {...(isOpen && { 'aria-controls': `${id}-dropdown` })}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={({ currentTarget }) => (isOpen ? setOpen(false) : void open(currentTarget))}
      >
        <Icon size={iconSize} aria-hidden />
      </ActionIcon>
      {loaded && <loaded.Menu {...menu} id={id} button={loaded.button} isOpen={isOpen} onClose={() => setOpen(false)} />}
    </>
  )
}
