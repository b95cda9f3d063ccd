import type { GraphNode, JsonValue } from '@hookline/schema'
import { Code, Group, List, Stack, Text, VisuallyHidden } from '@mantine/core'
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type GraphDifference, isEmptyDifference } from './graph-difference.ts'
import { type DifferenceLine, lineDifference } from './line-difference.ts'

const valueCharsMax = 300

interface DifferenceViewProps {
  difference: GraphDifference
  /** How a block is called. */
  nameOf: (node: GraphNode) => string
}

/** What changed between two drawings, for a person: added, removed, and each changed field with both values. */
export function DifferenceView({ difference, nameOf }: DifferenceViewProps) {
  const { added, removed, changed, waysAdded, waysRemoved } = difference
  if (isEmptyDifference(difference)) return <Text c="dimmed">Nothing differs.</Text>
  return (
    <Stack gap="sm">
      {added.map((node) => (
        <Line key={node.id} sign="added">
          {nameOf(node)}
        </Line>
      ))}
      {removed.map((node) => (
        <Line key={node.id} sign="removed">
          {nameOf(node)}
        </Line>
      ))}
      {changed.map(({ node, fields }) => (
        <Stack key={node.id} gap={4}>
          <Line sign="changed">{nameOf(node)}</Line>
          <List size="sm" listStyleType="none" withPadding>
            {fields.map(({ path, before, after }) => (
              <List.Item key={path}>
                <Text size="sm" span fw={500}>
                  {path}
                </Text>
                <Change before={before} after={after} />
              </List.Item>
            ))}
          </List>
        </Stack>
      ))}
      {waysAdded.length > 0 && <Line sign="added">{count(waysAdded.length, 'way')}</Line>}
      {waysRemoved.length > 0 && <Line sign="removed">{count(waysRemoved.length, 'way')}</Line>}
    </Stack>
  )
}

const signs = {
  added: { icon: IconPlus, color: 'light-dark(#2b8a3e, #51cf66)', word: 'Added' },
  removed: { icon: IconMinus, color: 'light-dark(#c92a2a, #ff8787)', word: 'Removed' },
  changed: { icon: IconPencil, color: 'light-dark(#b35c00, #ffc078)', word: 'Changed' },
} as const

function Line({ sign, children }: { sign: keyof typeof signs; children: ReactNode }) {
  const { icon: Icon, color, word } = signs[sign]
  return (
    <Group gap={6} wrap="nowrap" align="flex-start">
      <Icon size={16} color={color} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
      <Text style={{ overflowWrap: 'anywhere' }}>
        <Text span fw={500} style={{ color }}>
          {word}
        </Text>{' '}
        {children}
      </Text>
    </Group>
  )
}

function Change({ before, after }: { before: JsonValue | undefined; after: JsonValue | undefined }) {
  const lines =
    typeof before === 'string' && typeof after === 'string' && `${before}${after}`.includes('\n') ? lineDifference(before, after) : null
  if (lines) return <Lines lines={lines} />
  return (
    <Group gap={6} align="flex-start">
      <Value value={before} was />
      <Text span size="sm" aria-hidden>
        →
      </Text>
      <Value value={after} />
    </Group>
  )
}

const lineSigns = { same: ' ', gap: ' ', added: '+', removed: '−' }
const lineWords = { same: '', gap: '', added: 'Added: ', removed: 'Removed: ' }

/** A text of several lines: what is new and what is gone is marked by sign and colour. */
function Lines({ lines }: { lines: readonly DifferenceLine[] }) {
  return (
    <Code block py={6} px={8} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {lines.map(({ sign, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines repeat, their order stays
        <div key={index} style={sign === 'added' || sign === 'removed' ? { color: signs[sign].color } : undefined}>
          <VisuallyHidden>{lineWords[sign]}</VisuallyHidden>
          <span aria-hidden>{lineSigns[sign]} </span>
          {text}
        </div>
      ))}
    </Code>
  )
}

function Value({ value, was = false }: { value: JsonValue | undefined; was?: boolean }) {
  if (value === undefined)
    return (
      <Text size="sm" span c="dimmed">
        {was ? 'not set' : 'nothing'}
      </Text>
    )
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return (
    <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      {text.length > valueCharsMax ? `${text.slice(0, valueCharsMax)}…` : text}
    </Code>
  )
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`
}
