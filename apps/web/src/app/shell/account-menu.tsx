import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { useMember, useSignOut } from '../../lib/session.ts'

/** Light or dark, whichever one is not in. */
export function SchemeButton() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Use the ${other} scheme`} onClick={() => setColorScheme(other)}>
      {scheme === 'dark' ? <IconSun size={18} aria-hidden /> : <IconMoon size={18} aria-hidden />}
    </ActionIcon>
  )
}

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const member = useMember()
  const signOut = useSignOut()
  if (!member) return null
  return (
    <ActionMenu
      label={`Account of ${member.email}`}
      icon={IconUser}
      size="lg"
      heading={member.email}
      width={240}
      actions={[
        { label: 'Account and password', icon: IconUser, link: { to: '/settings', search: { tab: 'account' } } },
        {
          label: 'Sign out',
          icon: IconLogout,
          onClick: () => void signOut(),
        },
      ]}
    />
  )
}
