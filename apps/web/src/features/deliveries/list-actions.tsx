import { IconDownload, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { ActionMenu } from '../../components/action-menu/action-menu.tsx'
import { later } from '../../components/later.tsx'
import { useMember } from '../../lib/session.ts'

const ResendAllModal = later(async () => (await import('../../components/deliveries/resend-all-modal.tsx')).ResendAllModal, {
  what: 'Resending',
  rows: 0,
})

/** What can be done with everything that the list shows. */
export function ListActions({ query }: { query: Record<string, string> }) {
  const [isResending, setResending] = useState(false)
  const mayResend = useMember()?.role !== 'viewer'
  const download = (format: 'csv' | 'ndjson') =>
    window.location.assign(`/v1/deliveries/export?${new URLSearchParams({ ...query, format }).toString()}`)
  return (
    <>
      <ActionMenu
        label="What to do with all that match"
        width={240}
        actions={[
          ...(mayResend ? [{ label: 'Resend all that match…', icon: IconRefresh, onClick: () => setResending(true) }] : []),
          { label: 'Export as CSV', icon: IconDownload, onClick: () => download('csv') },
          { label: 'Export as NDJSON', icon: IconDownload, onClick: () => download('ndjson') },
        ]}
      />
      {isResending && <ResendAllModal filter={query} onClose={() => setResending(false)} />}
    </>
  )
}
