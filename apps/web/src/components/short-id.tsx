import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core'

/** An id, shortened in the middle; a click copies the whole. */
export function ShortId({ id, chars = 12 }: { id: string; chars?: number }) {
  const short = id.length > chars + 3 ? `${id.slice(0, 4)}…${id.slice(-(chars - 4))}` : id
  return (
    <CopyButton value={id} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : `Copy ${id}`} multiline maw={420} style={{ overflowWrap: 'anywhere' }}>
          <UnstyledButton
            ff="monospace"
            fz={12}
            aria-label={`Copy ${short}`}
            onClick={(event) => {
              event.stopPropagation()
              copy()
            }}
          >
            {short}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  )
}
