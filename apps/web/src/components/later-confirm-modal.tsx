import type { ComponentProps } from 'react'
import type { ConfirmModal as Asked } from './confirm-modal.tsx'
import { later } from './later.tsx'

const Loaded = later(async () => (await import('./confirm-modal.tsx')).ConfirmModal, { what: 'The question', rows: 0 })

/** The same, loaded when it is first asked: for screens whose first load would have no dialog otherwise. */
export function ConfirmModal(props: ComponentProps<typeof Asked>) {
  return props.opened ? <Loaded {...props} /> : null
}
