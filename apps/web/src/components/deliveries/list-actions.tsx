import { IconDownload, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useMember } from '../../lib/session.ts'
import { ActionMenu } from '../action-menu/action-menu.tsx'
import { later } from '../later.tsx'

const ResendAllModal = later(async () => (await import('./resend-all-modal.tsx')).ResendAllModal, {
  what: 'Resending',
  rows: 0,
})

/** What can be done with everything that the list shows. */
export function ListActions({ query }: { query: Record<string, string> }) {
  const [isResending, setResending] = useState(false)
  const mayResend = useMember()?.role !== 'viewer'
  return (
    <>
      <ActionMenu
        label="What to do with all that match"
        width={240}
        actions={[
          ...(mayResend ? [{ label: 'Resend all that match…', icon: IconRefresh, onClick: () => setResending(true) }] : []),
          { label: 'Export as CSV', icon: IconDownload, onClick: () => download(query, 'csv') },
          { label: 'Export as NDJSON', icon: IconDownload, onClick: () => download(query, 'ndjson') },
        ]}
      />
      {isResending && <ResendAllModal filter={query} onClose={() => setResending(false)} />}
    </>
  )
}

/** Streamed into a file by the browser itself; a page that has something unsaved is not left by it. */
function download(query: Record<string, string>, format: 'csv' | 'ndjson'): void {
  const link = document.createElement('a')
  link.href = `/v1/deliveries/export?${new URLSearchParams({ ...query, format }).toString()}`
  link.download = ''
  link.click()
}
