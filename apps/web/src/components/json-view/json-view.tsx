import { ActionIcon, Button, CopyButton, Text } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { memo, useMemo, useState } from 'react'
import { tip } from '../tip/tip.ts'
import colours from './json-colours.module.css'
import type { Token } from './json-tokens.ts'
import css from './json-view.module.css'
import { linesOf, type ShownText, shownText } from './shown-text.ts'

/** Something to say about a line, counted from 0. */
export interface LineNote {
  line: number
  /** `changed` marks the line alone. */
  severity: 'error' | 'warning' | 'info' | 'changed'
  text: string
}

interface JsonViewProps {
  /** JSON is shown with a member a line, anything else as it is. */
  text: string
  /** Names what is shown: "Body of the request". */
  label: string
  maxHeight?: number | undefined
  /** Leaves the text as it came. */
  raw?: boolean
  notes?: readonly LineNote[]
}

/** JSON or any other text to read and copy. Safe for hostile and very long text: the first 64 KB until more is asked for. */
export function JsonView({ text, label, maxHeight = 400, raw = false, notes }: JsonViewProps) {
  const [all, setAll] = useState(false)
  const shown = useMemo(() => shownText(text, { raw, all }), [text, raw, all])
  return (
    <div className={css.frame}>
      <Copy text={text} label={label} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css.scroll} style={{ maxHeight }} aria-label={label} tabIndex={0}>
        <pre className={css.text}>{notes && notes.length > 0 ? <Lines shown={shown} notes={notes} /> : <Plain shown={shown} />}</pre>
      </section>
      {(shown.isCut || all) && (
        <div className={css.more}>
          <Text size="sm" c="dimmed">
            {all ? (shown.isCut ? 'The first 2 MB are shown; copying takes all.' : 'All is shown.') : 'The first 64 KB are shown.'}
          </Text>
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
            {all ? 'Show less' : 'Show all'}
          </Button>
        </div>
      )}
    </div>
  )
}

const Plain = memo(function Plain({ shown: { tokens, rest } }: { shown: ShownText }) {
  return (
    <>
      <Tokens tokens={tokens} />
      {rest}
    </>
  )
})

function Lines({ shown: { tokens, rest }, notes }: { shown: ShownText; notes: readonly LineNote[] }) {
  const lines = linesOf(tokens)
  return (
    <>
      {lines.map((line, index) => {
        const noted = notes.filter((note) => note.line === index)
        const content = <Tokens tokens={line} />
        const end = index < lines.length - 1 ? '\n' : ''
        if (noted.length === 0)
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <span key={index}>
              {content}
              {end}
            </span>
          )
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
          <span key={index} className={css.noted} data-severity={noted[0]?.severity}>
            {content}
            {noted.some(({ severity }) => severity === 'changed') && <span className={css.changed}>changed</span>}
            {noted
              .filter(({ severity }) => severity !== 'changed')
              .map((note) => (
                <span key={note.text} className={css.note} data-severity={note.severity}>
                  {note.severity === 'error' ? 'Error: ' : note.severity === 'warning' ? 'Warning: ' : 'Note: '}
                  {note.text}
                </span>
              ))}
          </span>
        )
      })}
      {rest}
    </>
  )
}

function Tokens({ tokens }: { tokens: readonly Token[] }) {
  return tokens.map(({ kind, text }, index) => {
    if (kind === 'plain') return text
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
      <span key={index} className={colours[kind]}>
        {text}
      </span>
    )
  })
}

function Copy({ text, label }: { text: string; label: string }) {
  return (
    <CopyButton value={text} timeout={2000}>
      {({ copied, copy }) => (
        <ActionIcon
          className={css.copy}
          variant="subtle"
          color="gray"
          size="sm"
          onClick={copy}
          aria-label={copied ? `Copied: ${label}` : `Copy: ${label}`}
          {...tip(copied ? 'Copied' : 'Copy', 'left')}
        >
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </ActionIcon>
      )}
    </CopyButton>
  )
}
