import { Text } from '@mantine/core'
import { useIsAdmin } from './use-is-admin.ts'

/** Says why nothing can be changed here; nothing for admins. */
export function AdminsOnly() {
  if (useIsAdmin()) return null
  return (
    <Text size="sm" c="dimmed">
      Only admins change this.
    </Text>
  )
}
