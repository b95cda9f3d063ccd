import { CopyButton, UnstyledButton } from '@mantine/core'
import { tip } from './tip/tip.ts'

/** An id, shortened in the middle; a click copies the whole. */
export function ShortId({ id, chars = 12 }: { id: string; chars?: number }) {
  const short = id.length > chars + 3 ? `${id.slice(0, 4)}…${id.slice(-(chars - 4))}` : id
  return (
    <CopyButton value={id} timeout={1500}>
      {({ copied, copy }) => (
        <UnstyledButton
          ff="monospace"
          fz={12}
          aria-label={`Copy ${short}`}
          {...tip(copied ? 'Copied' : `Copy ${id}`)}
          onClick={(event) => {
            event.stopPropagation()
            copy()
          }}
        >
          {short}
        </UnstyledButton>
      )}
    </CopyButton>
  )
}
