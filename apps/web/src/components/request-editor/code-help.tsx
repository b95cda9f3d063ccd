import { diagnosticCodes, diagnosticExamples } from '@hookline/engine'
import type { CodeEntry, CodeExample } from '@hookline/schema'
import { templateCodes } from '@hookline/template'
import { problemCodes } from '@hookline/webhook'
import { ActionIcon, Code, Popover, Stack, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'

type Explained = Pick<CodeEntry, 'meaning'> & Partial<CodeEntry>

/** What a code means and how it looks, as docs/diagnostics.md says it; undefined for one that has no entry. */
function explained(code: string): Explained | undefined {
  const tables: Readonly<Record<string, Explained>>[] = [templateCodes, problemCodes, diagnosticCodes]
  const entry = tables.find((table) => Object.hasOwn(table, code))?.[code]
  const examples: Readonly<Record<string, Partial<Explained>>> = diagnosticExamples
  return entry && { ...entry, ...(Object.hasOwn(examples, code) ? examples[code] : {}) }
}

/** Behind a question mark: what a diagnostic means, with a good and a bad example. */
export function CodeHelp({ code }: { code: string }) {
  const entry = explained(code)
  if (!entry) return null
  return (
    <Popover width={340} position="bottom-start" withArrow shadow="md" withinPortal>
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" size={18} component="span" role="button" tabIndex={0} aria-label={`What ${code} means`}>
          <IconHelpCircle size={14} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="sm">{entry.meaning}</Text>
          {entry.good && <Example word="Good" example={entry.good} />}
          {entry.bad && <Example word="Bad" example={entry.bad} />}
          <Text size="xs" c="dimmed" ff="monospace">
            {code}
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Example({ word, example }: { word: string; example: CodeExample }) {
  return (
    <div>
      <Text size="xs" fw={600}>
        {word}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {textOf(example)}
      </Code>
    </div>
  )
}

function textOf(example: CodeExample): string {
  if (typeof example === 'string') return example
  if (example.shown) return example.shown
  if ('graph' in example) return JSON.stringify(example.graph)
  const { method, urls = [], headers = [], contentType, body } = example
  const lines = [
    ...(method ? [method] : []),
    ...urls,
    ...headers.map(({ name, value, secret }) => `${name}: ${value}${secret ? ' (secret)' : ''}`),
    ...(contentType ? [`Content-Type: ${contentType}`] : []),
    ...(typeof body === 'string' ? [body] : []),
  ]
  return lines.join('\n')
}
